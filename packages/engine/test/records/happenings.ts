import { parseEvent } from '@laurel/contract';
import type { Command, State } from '../../src/index.ts';
import { DAY } from '../story.ts';
import type { Chance } from './chance.ts';
import { type Basket, basketOf, fieldsOf } from './goods.ts';
import type { Town } from './town.ts';
import type { Wishes } from './wishes.ts';

/** Everything that may happen to a member, each by its name. */
export class Happenings {
  readonly orders: { id: string; who: string; basket: Basket }[] = [];
  readonly uses: { who: string; use: string }[] = [];
  readonly holds: { who: string; hold: string }[] = [];
  readonly claims: { claim: string; order: string }[] = [];
  private readonly times: number[] = [];
  private serial = 0;

  constructor(
    private readonly town: Town,
    private readonly chance: Chance,
    private readonly wishes: Wishes,
  ) {}

  order(who: string, now: number): void {
    const id = `o${this.orders.length + 1}`;
    const basket = basketOf(this.town, who, this.chance, this.wishes);
    const promised = this.chance.is(20) ? { promisedAt: new Date(now + DAY).toISOString() } : {};
    this.orders.push({ id, who, basket });
    this.fact(who, 'order.paid', { ...basket, ...promised, orderId: id }, now, { referral: this.chance.is(15) });
  }

  /** Something given back of an order: money, lines, or more than there was; now and then before the order came. */
  refund(who: string, now: number): void {
    const { chance } = this;
    const order = this.orderOf(who);
    if (!order) return;
    const {
      total,
      lines = [],
      shipping,
    } = order.basket as Basket & { lines?: { sku: string; lineId?: string; unitPrice: number }[] };
    const line = lines.length > 0 && chance.is(60) ? chance.of(lines) : null;
    const amount = line ? line.unitPrice : chance.of([total, Math.floor(total / 2), 500, total + 1, 0]);
    const data = {
      refundId: `r${++this.serial}`,
      orderId: order.id,
      amount,
      ...(line ? { lines: [{ sku: line.sku, quantity: 1, ...(line.lineId ? { lineId: line.lineId } : {}) }] } : {}),
      ...(shipping !== undefined && chance.is(50) ? { shipping: Math.min(amount, shipping as number) } : {}),
      ...(chance.is(10) ? { points: 10 } : {}),
    };
    this.fact(order.who, 'order.refunded', data, now);
  }

  cancelOrder(who: string, now: number): void {
    const order = this.orderOf(who);
    if (!order || this.log(order.who).some(({ keys }) => keys.includes(`refund:${order.id}:$cancelled`))) return;
    this.fact(order.who, 'order.cancelled', { orderId: order.id }, now);
  }

  amend(who: string, now: number): void {
    const order = this.orderOf(who);
    if (!order) return;
    const { currency: _, ...basket } = basketOf(this.town, who, this.chance, this.wishes);
    const data = { ...basket, currency: order.basket.currency, orderId: order.id, amendmentId: `a${++this.serial}` };
    this.fact(order.who, 'order.amended', data, now);
  }

  dispute(who: string, now: number): void {
    const { chance } = this;
    // Of those that were charged back before, some are won.
    const charged = this.log(who).findLast(({ fact }) => fact?.type === 'order.charged_back')?.fact?.data.orderId;
    const known = this.orders.find(({ id }) => id === charged);
    const order = known && chance.is(50) ? { ...known, who } : this.orderOf(who);
    if (!order) return;
    const chargebackId = `c${order.id}`;
    const told = (type: string) =>
      this.log(order.who).some(({ fact }) => fact?.type === type && fact.data.orderId === order.id);
    if (!told('order.charged_back')) {
      const amount = chance.is(50) ? { amount: 1_000 } : {};
      this.fact(order.who, 'order.charged_back', { chargebackId, orderId: order.id, ...amount }, now);
    } else if (!told('order.chargeback_won'))
      this.fact(order.who, 'order.chargeback_won', { chargebackId, orderId: order.id }, now);
  }

  delivery(who: string, now: number): void {
    const order = this.orderOf(who);
    if (!order) return;
    const data = { orderId: order.id, ...(this.chance.is(20) ? { partial: true } : {}) };
    this.fact(order.who, 'order.delivered', data, now);
  }

  partner(who: string, now: number): void {
    const { chance, wishes } = this;
    const transactionId = `p${++this.serial}`;
    const amount = 500 * (1 + chance.below(10));
    const data = { transactionId, currency: this.town.program.currency, ...fieldsOf(chance, wishes), amount };
    const orderId = ` partner:${transactionId}`;
    this.fact(who, 'partner.purchased', { ...data, orderId }, now);
    if (chance.is(40))
      this.fact(who, 'partner.refunded', { transactionId, refundId: 'r', amount: amount / 2, orderId }, now);
  }

  /** Any other event that the program knows. */
  event(who: string, now: number): void {
    const { chance, wishes } = this;
    const type = chance.of(wishes.types);
    const data = {
      ...fieldsOf(chance, wishes),
      ...(type === 'store.visited' ? { place: chance.of(['counter', 'back']) } : {}),
      ...(type.startsWith('membership.') && chance.is(50) ? { until: new Date(now + 60 * DAY).toISOString() } : {}),
      ...(type === 'order.delivered' ? { orderId: this.orderOf(who)?.id ?? 'o0' } : {}),
    };
    this.fact(who, type, data, now, { browser: chance.is(this.town.program.browserEvents.length > 0 ? 20 : 3) });
  }

  /** Sends a fact, checked as the server checks it: mostly at once, now and then late, from a browser or imported. */
  fact(
    who: string,
    type: string,
    data: Record<string, unknown>,
    now: number,
    how: { referral?: boolean; browser?: boolean } = {},
  ): void {
    const { chance } = this;
    const known = !/^(birthday|anniversary|share|partner)\./.test(type);
    const { error } = parseEvent({ type, key: 'k', member: who, data });
    if (known && error) throw error;
    const late = chance.weighed([
      [80, 0],
      [8, DAY],
      [6, 6 * DAY],
      [3, 30 * DAY],
      [4, 45 * DAY],
      [2, -300_000],
    ]);
    // Now and then exactly when something else happened.
    const at = this.times.length > 0 && chance.is(8) ? chance.of(this.times) : now - late;
    this.times.push(at);
    const key = `${type}:${++this.serial}`;
    const fact = { type, key, occurredAt: at, data, ...(how.browser ? { via: 'browser' as const } : {}) };
    const referral = how.referral ? { advocate: 'ada', code: 'ADA' } : null;
    const imported = chance.is(4) ? { imported: true } : {};
    this.does(who, { kind: 'fact', fact, referral, ...imported }, now);
  }

  /** Sends a command under a key of its own. */
  does(who: string, command: Asked, now: number): void {
    const key = command.kind === 'fact' ? (command.fact as { key: string }).key : `c${++this.serial}`;
    const whole = { key, body: '', ...command } as Command;
    if (whole.kind === 'use') this.uses.push({ who, use: whole.use });
    else if (whole.kind === 'hold') this.holds.push({ who, hold: whole.hold });
    else if (whole.kind === 'claim') this.claims.push({ claim: whole.claim, order: whole.order });
    this.town.submit(who, whole, now);
    this.town.carryOut(now);
  }

  state(who: string): State | undefined {
    return this.town.states.get(who);
  }

  private log(who: string) {
    return this.town.log(who);
  }

  /** Mostly one of the latest of somebody's own. */
  private orderOf(who: string): (typeof this.orders)[number] | null {
    const own = this.orders.filter((order) => this.town.lead(order.who) === who);
    const order = own.length === 0 ? null : this.chance.of(own.slice(this.chance.is(70) ? -2 : -6));
    return order && { ...order, who };
  }
}

/** What is asked, without its key. */
export type Asked = { kind: Command['kind'] } & Record<string, unknown>;
