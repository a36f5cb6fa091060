import type { Order, Shopper } from '../store/data.ts';
import { type Html, html } from '../web/html.ts';
import type { Visit } from '../web/visit.ts';

export interface AccountPage {
  shopper: Shopper;
  orders: readonly Order[];
}

/** A shopper's own page. What is Laurel's stands in its elements; what is the shop's, in the shop's own words. */
export function accountPage({ words }: Visit, { shopper, orders }: AccountPage): Html {
  const { t, date, money } = words;
  return html`<div class="heading spread"><h1>${t.hello(shopper.name.split(' ')[0] ?? '')}</h1>
    <form method="post" action="/sign-out"><button class="small">${t.signOut}</button></form></div>
  <div class="account">
    <div class="stack"><laurel-points></laurel-points><laurel-card></laurel-card><laurel-rewards limit="5"></laurel-rewards><laurel-challenges limit="4"></laurel-challenges><laurel-spin></laurel-spin></div>
    <div class="stack"><laurel-tier></laurel-tier><laurel-offers></laurel-offers><laurel-streak></laurel-streak><laurel-referral></laurel-referral><laurel-badges></laurel-badges><laurel-earn></laurel-earn></div>
  </div>
  <div class="two even">
    <section><h2>${t.orders}</h2>${
      orders.length === 0
        ? html`<p class="quiet">${t.noOrders}</p>`
        : html`<ul class="rows">${orders.map(({ id, at, total }) => html`<li><a href="/orders/${id}">${t.order(id)}</a><span class="quiet">${date(at)}</span><b>${money(total)}</b></li>`)}</ul>`
    }</section>
    <laurel-history limit="6"></laurel-history>
  </div>`;
}
