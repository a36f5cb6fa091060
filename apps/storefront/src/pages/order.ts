import type { ProgramVersionView } from '@laurel/node';
import { productOf } from '../catalogue/product.ts';
import { pointsText } from '../laurel/points.ts';
import { remaining } from '../orders/give-back.ts';
import type { Order, OrderLine } from '../store/data.ts';
import { type Html, html } from '../web/html.ts';
import { icons } from '../web/icons.ts';
import type { Visit } from '../web/visit.ts';
import { picture, sums } from './parts.ts';

export interface OrderPage {
  order: Order;
  program: ProgramVersionView | null;
  /** True right after it was placed. */
  fresh: boolean;
}

export function orderPage(visit: Visit, { order, program, fresh }: OrderPage): Html {
  const { words, shopper } = visit;
  const { t, money, date } = words;
  const goods = order.subtotal + order.discount;
  const price = { ...order, goods, card: order.card?.amount ?? 0 };
  const left = remaining(order);
  return html`${
    fresh
      ? html`<div class="heading"><h1>${shopper ? t.thanksName(shopper.name.split(' ')[0] ?? '') : t.thanks}</h1><p class="lead">${t.order(order.id)}</p></div>`
      : html`<div class="heading"><h1>${t.order(order.id)}</h1><p class="quiet">${t.orderedOn(date(order.at))}</p></div>`
  }
  ${shopper && earned(order, program, visit)}
  <div class="two">
    <div class="stack"><ul class="lines">${order.lines.map((line) => orderLine(order, line, visit))}</ul>
    ${
      left > 0 &&
      html`<form method="post" action="/orders/${order.id}/return" class="inline" data-once><button class="small">${icons.back}${t.returnAll}</button><span class="quiet">${t.returnAllHint}</span></form>`
    }</div>
    <aside class="stack"><div class="panel stack">${sums(price, words)}
      ${order.refunds.map(({ amount, at }) => html`<p class="quiet">${t.refunded(money(amount), date(at))}</p>`)}</div>
      ${shopper && fresh && survey(words)}${shopper && html`<laurel-referral></laurel-referral>`}</aside>
  </div>`;
}

function survey({ t }: Visit['words']): Html {
  return html`<laurel-survey name="after-order" label="${t.survey}"><p data-question="ease" data-scale="5">${t.surveyEase}</p><p data-question="found" data-choices="${t.surveyWays.join('|')}">${t.surveyFound}</p></laurel-survey>`;
}

function earned({ points, refunds }: Order, program: ProgramVersionView | null, { words }: Visit): Html {
  const { t, date } = words;
  if (refunds.length > 0) return html``;
  if (!points) return html`<p class="earn banner">${icons.sprig}${t.earnedLater}</p>`;
  if (points.earned === 0) return html``;
  const text = pointsText(program, words, points.earned) ?? words.number(points.earned);
  return html`<p class="earn banner">${icons.sprig}${points.activeAt ? t.earnedPending(text, date(points.activeAt)) : t.earned(text)}</p>`;
}

function orderLine(order: Order, line: OrderLine, { words }: Visit): Html {
  const { t, money, language } = words;
  const product = productOf(line.sku);
  const name = product?.name[language] ?? line.sku;
  const left = line.quantity - line.returned;
  return html`<li class="${left === 0 ? 'gone' : ''}">${product && picture(product, 96)}
    <div>${product ? html`<a href="/goods/${product.slug}">${name}</a>` : name}
      <p class="quiet">${line.quantity} × ${money(line.unitPrice)}${line.discount > 0 && ` − ${money(line.discount)}`}</p>
      ${
        left === 0
          ? html`<p class="quiet">${icons.check}${t.returned}</p>`
          : html`<form method="post" action="/orders/${order.id}/return" class="inline" data-once><input type="hidden" name="line" value="${line.lineId}">
          ${left > 1 && html`<label><span class="unseen">${t.quantity}: ${name}</span><input type="number" name="quantity" value="${left}" min="1" max="${left}" inputmode="numeric"></label>`}
          <button class="small" aria-label="${t.returnName(name)}">${t.returnLine}</button>${line.returned > 0 && html` <span class="quiet">${t.returnedOf(line.returned, line.quantity)}</span>`}</form>`
      }</div>
    <b class="amount">${money(line.quantity * line.unitPrice - line.discount)}</b></li>`;
}
