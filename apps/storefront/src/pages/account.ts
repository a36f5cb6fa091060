import type { EntryView, MemberView, ProgramVersionView } from '@laurel/node';
import { pointsText } from '../laurel/points.ts';
import type { Order, Shopper } from '../store/data.ts';
import { type Html, html } from '../web/html.ts';
import { icons } from '../web/icons.ts';
import type { Visit } from '../web/visit.ts';

export interface AccountPage {
  shopper: Shopper;
  orders: readonly Order[];
  program: ProgramVersionView | null;
  member: MemberView | null;
  history: readonly EntryView[] | null;
  /** Makes a key for one press of a button, so that pressing twice buys once. */
  newKey: () => string;
}

export function accountPage({ words }: Visit, page: AccountPage): Html {
  const { t, date, money } = words;
  const { shopper, orders, member, history } = page;
  return html`<div class="heading spread"><h1>${t.hello(shopper.name.split(' ')[0] ?? '')}</h1>
    <form method="post" action="/sign-out"><button class="small">${t.signOut}</button></form></div>
  <div class="account">
    <div class="stack"><laurel-points></laurel-points><laurel-card></laurel-card><laurel-challenges limit="4"></laurel-challenges></div>
    <div class="stack"><laurel-referral></laurel-referral>${member ? rewards(page, member, words) : html`<p class="panel quiet">${t.laurelAway}</p>`}</div>
  </div>
  <div class="two even">
    <section><h2>${t.orders}</h2>${
      orders.length === 0
        ? html`<p class="quiet">${t.noOrders}</p>`
        : html`<ul class="rows">${orders.map(({ id, at, total }) => html`<li><a href="/orders/${id}">${t.order(id)}</a><span class="quiet">${date(at)}</span><b>${money(total)}</b></li>`)}</ul>`
    }</section>
    ${
      history &&
      html`<section><h2>${t.history}</h2>${
        history.length === 0
          ? html`<p class="quiet">${t.noHistory}</p>`
          : html`<ol class="rows history">${history.map(({ text, occurredAt }) => html`<li><span>${text}</span><span class="quiet">${date(occurredAt)}</span></li>`)}</ol>`
      }</section>`
    }
  </div>`;
}

function rewards({ program, newKey }: AccountPage, member: MemberView, words: Visit['words']): Html {
  const { t, date, number } = words;
  const say = (points: number) => pointsText(program, words, points) ?? number(points);
  const open = member.coupons.filter(({ state }) => state === 'open');
  return html`<section class="panel stack"><h2>${t.rewards}</h2><ul class="rewards">${member.rewards.map((reward) => {
    const { id, name, description, cost, left, available } = reward;
    return html`<li><div><b>${name}</b>${description && html`<p class="quiet">${description}</p>`}
      <p class="quiet">${say(cost)}${left !== null && ` · ${t.rewardLeft(left)}`}</p></div>
      ${
        available
          ? html`<form method="post" action="/account/redeem" data-once><input type="hidden" name="reward" value="${id}"><input type="hidden" name="key" value="${newKey()}"><button class="small" aria-label="${t.redeemName(name)}">${t.redeem}</button></form>`
          : html`<span class="quiet">${whyNot(reward, words, say)}</span>`
      }</li>`;
  })}</ul>
  ${
    open.length > 0 &&
    html`<h3>${t.coupons}</h3><ul class="tickets">${open.map(
      ({ code, name, expiresAt }) =>
        html`<li>${icons.gift}<span><code>${code}</code><br><span class="quiet">${name}${expiresAt && ` · ${t.couponUntil(date(expiresAt))}`}</span></span></li>`,
    )}</ul>`
  }</section>`;
}

/** Why a reward cannot be had now, in a few words. */
function whyNot(
  { reason, missing, tier, from, until, limit }: MemberView['rewards'][number],
  { t, date }: Visit['words'],
  say: (points: number) => string,
): string {
  switch (reason) {
    case 'not_enough_points':
      return t.rewardMissing(say(missing));
    case 'out_of_stock':
      return t.rewardGone;
    case 'tier_too_low':
      return t.rewardTier(tier?.name ?? '');
    case 'not_yet':
      return from ? t.rewardFrom(date(from)) : t.rewardNotNow;
    case 'no_longer':
      return until ? t.rewardOver(date(until)) : t.rewardNotNow;
    case 'limit':
      return limit?.until ? t.rewardAgain(date(limit.until)) : t.rewardEnough;
    case 'already_yours':
      return t.rewardYours;
    default:
      return t.rewardNotNow;
  }
}
