import type { Product } from '../catalogue/product.ts';
import type { Price } from '../money/price.ts';
import type { Review } from '../store/data.ts';
import type { Words } from '../text/language.ts';
import { type Html, html } from '../web/html.ts';
import { icons } from '../web/icons.ts';

export const picture = (product: Product, size: number, eager = false): Html =>
  html`<img class="picture on-${product.picture.palette}" src="/pictures/${product.sku}.svg" alt="" width="${size}" height="${size}" loading="${eager ? 'eager' : 'lazy'}">`;

/** What a product earns whoever looks; the shop's own sum stands there until Laurel's element does. */
export const earnsPoints = ({ sku, price, category }: Product, fallback: string | null): Html =>
  html`<laurel-product-points sku="${sku}" price="${price}" category="${category}">${fallback && html`<span class="earn">${icons.sprig}${fallback}</span>`}</laurel-product-points>`;

/** A product among others. */
export function card(
  product: Product,
  { language, money, t }: Words,
  earns: string | null,
  stars: Stars | null,
  eager: boolean,
): Html {
  return html`<li class="card">
    <a href="/goods/${product.slug}">${picture(product, 400, eager)}<span class="name">${product.name[language]}</span></a>
    <p class="price"><b>${money(product.price)}</b> ${earnsPoints(product, earns && t.earn(earns))}</p>
    ${stars && html`<p class="rating">${starRow(stars.average)}<span class="unseen">${t.stars(stars.average)}</span> ${t.reviewsCount(stars.count)}</p>`}
  </li>`;
}

export interface Stars {
  average: number;
  count: number;
}

/** The mean of a product's stars, to one place; null without reviews. */
export function starsOf(reviews: readonly Review[], sku: string): Stars | null {
  const own = reviews.filter((review) => review.sku === sku);
  if (own.length === 0) return null;
  const average = own.reduce((sum, { stars }) => sum + stars, 0) / own.length;
  return { average: Math.round(average * 10) / 10, count: own.length };
}

export const starRow = (stars: number): Html =>
  html`<span class="stars" aria-hidden="true">${[1, 2, 3, 4, 5].map((n) => html`<i class="${n <= Math.round(stars) ? 'on' : 'off'}">${icons.star}</i>`)}</span>`;

/** Goods, discount, postage, total. */
export function sums(price: Omit<Price, 'due' | 'lines'>, { t, money }: Words): Html {
  return html`<dl class="sums">
    <dt>${t.goods}</dt><dd>${money(price.goods)}</dd>
    ${price.discount > 0 && html`<dt>${t.discount}</dt><dd>−${money(price.discount)}</dd>`}
    <dt>${t.shipping}</dt><dd>${price.shipping === 0 ? t.free : money(price.shipping)}</dd>
    ${price.card > 0 && html`<dt>${t.paidByCard}</dt><dd>−${money(price.card)}</dd>`}
    <dt class="total">${t.total}</dt><dd class="total">${money(price.total - price.card)}</dd>
  </dl>`;
}
