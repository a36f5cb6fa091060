import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDuration,
  type Command,
  decide,
  type Entry,
  emptyState,
  evolve,
  memberView,
  settled,
} from '../../src/index.ts';
import { runs } from '../runs.ts';
import { at, DAY, programOf } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
const WINDOW = { months: 12 } as const;
const ASKED = 1_000_000;
const program = programOf({ tiers: [{ id: 'gold', from: { points: ASKED, within: WINDOW } }] });

/** Days of somebody who buys several times a day: for how much, how late the shop says so, and which earlier order comes back. */
const lives = fc.array(
  fc.record({
    spends: fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 3 }),
    late: fc.constantFrom(0, 0, 0, 5, 29),
    back: fc.option(fc.nat(), { freq: 6 }),
  }),
  { minLength: 350, maxLength: 450 },
);

class Buyer {
  private readonly state = emptyState();
  private readonly log: Entry[] = [];
  readonly orders: { at: number; points: number }[] = [];

  constructor() {
    this.submit({ kind: 'create', guest: false, key: 'create', body: '' }, NOW);
    this.submit({ kind: 'join', referral: null, key: 'join', body: '' }, NOW);
  }

  buy(euros: number, when: number, now: number): void {
    const total = euros * 100;
    this.fact('order.paid', { orderId: `o${this.orders.length}`, currency: 'EUR', total }, when, now);
    this.orders.push({ at: when, points: euros });
  }

  /** An order comes back as a whole, once. */
  giveBack(place: number, now: number): void {
    const order = this.orders[place];
    if (!order || order.points === 0) return;
    const data = { refundId: `r${place}`, orderId: `o${place}`, amount: order.points * 100 };
    this.fact('order.refunded', data, now, now);
    order.points = 0;
  }

  /** What is missing for the tier, as a page shows it. */
  missing(now: number): number | undefined {
    const { state } = settled(program, this.state, now);
    const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };
    return memberView(program, state, extras, now, 'en').tier.next?.missing;
  }

  private fact(type: string, data: Record<string, unknown>, occurredAt: number, now: number): void {
    const key = `${type}:${this.log.length}`;
    this.submit({ kind: 'fact', fact: { type, key, occurredAt, data }, referral: null, key, body: '' }, now);
  }

  private submit(command: Command, now: number): void {
    const { orderId } = command.kind === 'fact' ? command.fact.data : {};
    const history = this.log.filter(({ subjects }) => subjects.includes(`order:${orderId}`));
    const versions = new Map([[1, program]]);
    const at = { program: 'p', member: 'm', version: 1, history, versions, reservation: null, coupon: null };
    const entry = decide(program, this.state, command, { ...at, draw: 9_999, attributes: {} }, now);
    evolve(this.state, entry);
    this.log.push(entry);
  }
}

test('after hundreds of orders, what counts for a tier is what those of its window came to, late and returned ones too', () => {
  fc.assert(
    fc.property(lives, (days) => {
      const buyer = new Buyer();
      let now = NOW;
      for (const { spends, late, back } of days) {
        now += DAY;
        for (const [n, euros] of spends.entries()) buyer.buy(euros, Math.max(NOW, now - late * DAY), now + n);
        if (back !== null) buyer.giveBack(back % buyer.orders.length, now + 10);
      }
      for (const look of [now + 20, now + 100 * DAY, now + 360 * DAY]) {
        const counts = buyer.orders.filter((order) => addDuration('Europe/Paris', order.at, WINDOW) > look);
        expect(buyer.missing(look)).toBe(ASKED - counts.reduce((sum, { points }) => sum + points, 0));
      }
    }),
    { numRuns: runs(5) },
  );
});
