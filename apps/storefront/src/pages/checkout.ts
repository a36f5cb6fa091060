import type { CheckoutView, CouponView } from '@laurel/node';
import type { Price } from '../money/price.ts';
import { type Html, html } from '../web/html.ts';
import { icons } from '../web/icons.ts';
import type { Visit } from '../web/visit.ts';
import { sums } from './parts.ts';

export interface CheckoutPage {
  price: Price;
  earns: string | null;
  /** The coupon that is taken off. */
  coupon: CouponView | null;
  /** Those that could be. */
  coupons: readonly CouponView[];
  fault: string | null;
  /** The bounds of the points that may pay a part; null: none may. */
  slider: CheckoutView | null;
  /** Makes a key for one press of the button. */
  newKey: () => string;
}

export function checkoutPage({ words, shopper, session }: Visit, page: CheckoutPage): Html {
  const { price, earns, coupon, coupons, fault, slider, newKey } = page;
  const { t, money } = words;
  return html`<h1>${t.checkout}</h1><div class="two">
    <div class="stack">
      <section class="panel stack"><h2>${t.deliverTo}</h2>${
        shopper
          ? html`<p><b>${shopper.name}</b><br><span class="quiet">${t.deliverNote}</span></p>`
          : html`<p>${t.guestNote} <a href="/sign-in?back=/checkout">${t.guestSignIn}</a></p>`
      }</section>
      <section class="panel stack" id="coupon"><h2>${t.coupon}</h2>${coupon ? applied(coupon, words) : choose(coupons, fault, words)}</section>
      ${points(slider, session?.points?.points ?? 0, price.goods, words)}
      <section class="panel stack"><h2>${t.card}</h2>
        <p class="plastic" aria-hidden="true"><span>4242 4242 4242 4242</span><span>12/49</span></p><p class="quiet">${t.cardNote}</p></section>
    </div>
    <aside class="panel stack">${sums(price, words)}
      ${earns && html`<p class="earn">${icons.sprig}${t.earn(earns)}</p>`}
      <form method="post" action="/checkout" data-once><input type="hidden" name="total" value="${price.total}"><input type="hidden" name="key" value="${newKey()}"><button class="main wide-button">${t.pay(money(price.due))}</button></form></aside>
  </div>`;
}

function points(slider: CheckoutView | null, chosen: number, goods: number, { t }: Visit['words']): Html {
  // Without scripts a plain number does.
  return html`<section class="${slider ? 'panel stack' : 'stack'}" id="points">
    <form method="post" action="/checkout/points" class="stack"><laurel-checkout name="points" total="${goods}" value="${chosen}" join-url="/sign-in?back=/checkout"></laurel-checkout>
      ${
        slider &&
        html`<noscript><label>${t.pointsPayLabel} <input type="number" name="points" value="${chosen || slider.most}" min="${slider.minimum}" max="${slider.most}" step="${slider.step}" inputmode="numeric"></label></noscript>
      <p><button class="small">${t.useCoupon}</button></p>`
      }</form>
    ${chosen > 0 && html`<form method="post" action="/checkout/points"><input type="hidden" name="points" value="0"><button class="small">${t.pointsDrop}</button></form>`}</section>`;
}

function applied({ code, name }: CouponView, { t }: Visit['words']): Html {
  return html`<p>${icons.check} <b>${name}</b><br><span class="quiet">${t.couponUsed(code)}</span></p>
    <form method="post" action="/checkout/coupon"><button class="small">${t.dropCoupon}</button></form>`;
}

function choose(coupons: readonly CouponView[], fault: string | null, { t, date }: Visit['words']): Html {
  return html`${
    coupons.length > 0 &&
    html`<ul class="tickets">${coupons.map(
      ({
        code,
        name,
        expiresAt,
      }) => html`<li><form method="post" action="/checkout/coupon"><input type="hidden" name="code" value="${code}">
        <span><b>${name}</b><br><span class="quiet"><code>${code}</code>${expiresAt && ` · ${t.couponUntil(date(expiresAt))}`}</span></span>
        <button class="small">${t.useCoupon}</button></form></li>`,
    )}</ul>`
  }<form method="post" action="/checkout/coupon" class="inline"><label>${t.couponCode} <input name="code" autocomplete="off" autocapitalize="characters" spellcheck="false" required${
    fault && html` aria-invalid="true" aria-describedby="coupon-fault"`
  }></label><button class="small">${t.useCoupon}</button></form>
  ${fault && html`<p class="fault" id="coupon-fault">${fault}</p>`}`;
}
