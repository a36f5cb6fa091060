import { productOf } from '../catalogue/product.ts';
import { missingToFree, type Price } from '../money/price.ts';
import { type Html, html } from '../web/html.ts';
import { icons } from '../web/icons.ts';
import type { Visit } from '../web/visit.ts';
import { picture, sums } from './parts.ts';

export function basketPage({ words }: Visit, price: Price, earns: string | null): Html {
  const { t, money, language } = words;
  if (price.lines.length === 0) {
    return html`<section class="empty">${icons.basket}<h1>${t.emptyBasket}</h1><p class="quiet">${t.emptyBasketHint}</p><a class="button main" href="/">${t.lookAround}</a></section>`;
  }
  const missing = missingToFree(price.goods);
  return html`<h1>${t.basket}</h1><div class="two">
    <ul class="lines">${price.lines.flatMap((line) => {
      const product = productOf(line.sku);
      if (!product) return [];
      const name = product.name[language];
      return html`<li>${picture(product, 96)}
        <div><a href="/goods/${product.slug}">${name}</a><p class="quiet">${money(line.unitPrice)}</p>
          <form method="post" action="/basket/set" class="inline" data-submit>
            <input type="hidden" name="sku" value="${line.sku}">
            <label><span class="unseen">${t.quantity}: ${name}</span><input type="number" name="quantity" value="${line.quantity}" min="0" max="99" inputmode="numeric"></label>
            <button class="small update">${t.update}</button>
            <button class="small quiet" name="remove" value="1" aria-label="${t.removeName(name)}">${t.remove}</button>
          </form></div>
        <b class="amount">${money(line.quantity * line.unitPrice)}</b></li>`;
    })}</ul>
    <aside class="panel stack">${sums(price, words)}
      ${missing > 0 && html`<p class="quiet">${t.freeMissing(money(missing))}</p>`}
      ${earns && html`<p class="earn">${icons.sprig}${t.earn(earns)}</p>`}
      <a class="button main" href="/checkout">${t.toCheckout}</a></aside>
  </div>`;
}
