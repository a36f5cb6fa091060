import type { ProgramVersionView } from '@laurel/node';
import type { Category, Product } from '../catalogue/product.ts';
import { pointsFor, pointsText } from '../laurel/points.ts';
import type { Review } from '../store/data.ts';
import { type Html, html } from '../web/html.ts';
import type { Visit } from '../web/visit.ts';
import { card, picture, starsOf } from './parts.ts';

export interface ShelfPage {
  category: Category | null;
  products: readonly Product[];
  /** What stands in the shop's window, on the first page only. */
  window: readonly Product[];
  program: ProgramVersionView | null;
  reviews: readonly Review[];
  invitation: Html | null;
  /** What members of a tier see first; it stands on the first page only. */
  early: readonly Product[];
}

/** The first page, and each aisle. */
export function shelfPage(
  { words }: Visit,
  { category, products, window, program, reviews, invitation, early }: ShelfPage,
): Html {
  const { t, language } = words;
  return html`
    ${invitation}
    ${
      category === null
        ? html`<section class="window"><div><h1>${t.tagline}</h1><p class="lead">${t.intro}</p></div>
          <ul>${window.map((product) => html`<li><a href="/goods/${product.slug}" aria-label="${product.name[language]}">${picture(product, 400, true)}</a></li>`)}</ul></section>`
        : html`<div class="heading"><h1>${t.categories[category]}</h1><p class="quiet">${t.products(products.length)}</p></div>`
    }
    <ul class="shelf">${products.map((product, at) => {
      const points = pointsFor(program, product.price);
      const earns = points > 0 ? pointsText(program, words, points) : null;
      return card(product, words, earns, starsOf(reviews, product.sku), at < 4);
    })}</ul>
    ${
      early.length > 0 &&
      html`<laurel-gate tier="silver" join-url="/sign-in"><section><div class="heading"><h2>${t.early}</h2><p class="quiet">${t.earlyNote}</p></div>
        <ul class="shelf">${early.map((product) => card(product, words, null, starsOf(reviews, product.sku), false))}</ul></section></laurel-gate>`
    }`;
}
