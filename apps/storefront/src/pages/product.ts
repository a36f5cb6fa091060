import type { ProgramVersionView } from '@laurel/node';
import type { Product } from '../catalogue/product.ts';
import { pointsFor, pointsText } from '../laurel/points.ts';
import type { Review, Shopper } from '../store/data.ts';
import { type Html, html } from '../web/html.ts';
import { icons } from '../web/icons.ts';
import type { Visit } from '../web/visit.ts';
import { earnsPoints, picture, starRow, starsOf } from './parts.ts';

export interface ProductPage {
  product: Product;
  program: ProgramVersionView | null;
  reviews: readonly Review[];
  shoppers: Readonly<Record<string, Shopper>>;
}

export function productPage(visit: Visit, { product, program, reviews, shoppers }: ProductPage): Html {
  const { words } = visit;
  const { t, language, money } = words;
  const points = pointsFor(program, product.price);
  const earns = points > 0 ? pointsText(program, words, points) : null;
  const own = reviews.filter(({ sku }) => sku === product.sku).reverse();
  const stars = starsOf(reviews, product.sku);
  return html`<article class="product">
    ${picture(product, 640, true)}
    <div class="about">
      <p class="quiet"><a href="/aisle/${product.category}">${t.categories[product.category]}</a></p>
      <h1>${product.name[language]}</h1>
      ${stars && html`<p class="rating">${starRow(stars.average)}<span class="unseen">${t.stars(stars.average)}</span> <a href="#reviews">${t.reviewsCount(stars.count)}</a></p>`}
      <p class="lead">${product.description[language]}</p>
      <p class="price large"><b>${money(product.price)}</b> ${earnsPoints(product, earns && t.earn(earns))}</p>
      <form method="post" action="/basket/add" class="add">
        <input type="hidden" name="sku" value="${product.sku}">
        <label>${t.quantity} <input type="number" name="quantity" value="1" min="1" max="99" inputmode="numeric"></label>
        <button class="main">${t.addToBasket}</button>
      </form>
      <laurel-share product="${product.sku}" text="${product.name[language]} · ${t.shop}"></laurel-share>
    </div>
  </article>
  <section id="reviews" class="reviews"><div class="heading"><h2>${t.reviews}</h2></div>
    ${own.length === 0 ? html`<p class="quiet">${t.noReviews}</p>` : html`<ul>${own.map((review) => written(review, shoppers, visit))}</ul>`}
    ${reviewForm(visit, product, own)}
  </section>`;
}

function written(
  { shopper, stars, text, at }: Review,
  shoppers: ProductPage['shoppers'],
  { words: { t, date } }: Visit,
): Html {
  return html`<li>${starRow(stars)}<span class="unseen">${t.stars(stars)}</span><p>${text}</p>
    <p class="quiet">${shoppers[shopper]?.name.split(' ')[0]} · ${date(at)}</p></li>`;
}

function reviewForm({ shopper, words: { t } }: Visit, product: Product, own: readonly Review[]): Html {
  if (!shopper) return html`<p><a href="/sign-in?back=/goods/${product.slug}">${t.signInToReview}</a></p>`;
  if (own.some((review) => review.shopper === shopper.id)) return html`<p class="quiet">${t.alreadyReviewed}</p>`;
  return html`<form method="post" action="/goods/${product.slug}/reviews" class="panel stack">
    <h3>${t.writeReview}</h3>
    <fieldset class="pick"><legend>${t.yourStars}</legend>${[5, 4, 3, 2, 1].map(
      (n) =>
        html`<input type="radio" name="stars" value="${n}" id="stars-${n}" required><label for="stars-${n}"><span class="unseen">${t.stars(n)}</span>${icons.star}</label>`,
    )}</fieldset>
    <label>${t.reviewText} <textarea name="text" rows="3" maxlength="1000" required></textarea></label>
    <button class="main">${t.publish}</button>
  </form>`;
}
