import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../runs.ts';
import { awarded, DAY, programOf, Story } from '../story.ts';
import { START } from './history.ts';

const HOUR = 3_600_000;
const PEOPLE = ['a', 'b', 'c', 'd'] as const;
const PROGRAM = programOf({
  rules: [
    { id: 'p', on: 'order.paid', earn: { points: 1, per: 100 } },
    { id: 'm', on: 'order.paid', earn: { points: 3, per: 200, counter: 'miles' } },
    { id: 'v', on: 'store.visited', earn: 5, cooldown: { hours: 2 } },
    { id: 'r', on: 'review.published', earn: 7, limit: { times: 2, per: 'ever' } },
  ],
  counters: [{ id: 'miles' }],
  transfers: { least: 1 },
} as never);

type Step =
  | { kind: 'order'; total: number }
  | { kind: 'refund'; of: number; amount: number }
  | { kind: 'amend'; of: number; total: number }
  | { kind: 'send'; to: number; points: number }
  | { kind: 'merge'; to: number }
  | { kind: 'visit' | 'review' };

const money = fc.integer({ min: 0, max: 9_000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('order' as const), total: money }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('refund' as const), of: fc.nat(8), amount: money }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('amend' as const), of: fc.nat(8), total: money }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      to: fc.nat(3),
      points: fc.integer({ min: 1, max: 60 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge' as const), to: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('visit' as const, 'review' as const) }) },
);
const history = fc.array(fc.record({ who: fc.nat(3), after: fc.integer({ min: 0, max: 5 * HOUR }), step }), {
  minLength: 5,
  maxLength: 50,
  size: 'max',
});

/** RULES 15, 26 and 27 told a second time, of who has what: sums and a list of instants for each person. */
class People {
  private readonly leads = new Map<string, string>();
  readonly orders: { owner: string; total: number; back: number }[] = [];
  private readonly visits: { owner: string; at: number }[] = [];
  private readonly reviews: string[] = [];
  private readonly moved: { from: string; to: string; points: number }[] = [];

  lead(who: string): string {
    const into = this.leads.get(who);
    return into === undefined ? who : this.lead(into);
  }

  merge(from: string, into: string): void {
    this.leads.set(from, into);
  }

  private of<One extends { owner: string }>(all: One[], who: string): One[] {
    return all.filter(({ owner }) => this.lead(owner) === who);
  }

  /** Whether a visit earns: no other of theirs that did is less than two hours ago. */
  visit(owner: string, at: number): boolean {
    const isNear = this.of(this.visits, owner).some((one) => at - one.at < 2 * HOUR);
    if (!isNear) this.visits.push({ owner, at });
    return !isNear;
  }

  review(owner: string): boolean {
    const has = this.reviews.filter((one) => this.lead(one) === owner).length;
    if (has < 2) this.reviews.push(owner);
    return has < 2;
  }

  send(from: string, to: string, points: number): boolean {
    if (from === to || this.balance(from) < points) return false;
    this.moved.push({ from, to, points });
    return true;
  }

  balance(who: string): number {
    const earned = this.of(this.orders, who).reduce((sum, one) => sum + Math.floor(left(one) / 100), 0);
    const came = this.moved.reduce(
      (sum, { from, to, points }) =>
        sum + (this.lead(to) === who ? points : 0) - (this.lead(from) === who ? points : 0),
      0,
    );
    return (
      earned +
      came +
      5 * this.of(this.visits, who).length +
      7 * this.reviews.filter((one) => this.lead(one) === who).length
    );
  }

  miles(who: string): number {
    return this.of(this.orders, who).reduce((sum, one) => sum + Math.floor((left(one) * 3) / 200), 0);
  }
}

const left = ({ total, back }: { total: number; back: number }) => Math.max(0, total - back);

test('orders, refunds, amendments, transfers, merges, cooldowns and caps come to what a pencil makes of them', () => {
  fc.assert(
    fc.property(history, (steps) => {
      const [story, people] = [new Story(PROGRAM), new People()];
      for (const id of PEOPLE) story.member(id, START);
      let now = START;
      steps.forEach((one, n) => {
        now += one.after;
        take(story, people, one, { n, now });
        for (const id of PEOPLE) {
          if (people.lead(id) !== id) continue;
          const { available, owed, counters } = story.at(id, now);
          expect([id, n, available - owed]).toEqual([id, n, people.balance(id)]);
          expect([id, n, counters.miles ?? 0]).toEqual([id, n, people.miles(id)]);
        }
      });
      // What one log sends, another receives.
      const postings = [...story.logs.values()].flat().flatMap((entry) => entry.postings);
      const transit = postings.reduce(
        (sum, { from, to, points }) => sum + (to === 'transit' ? points : 0) - (from === 'transit' ? points : 0),
        0,
      );
      expect(transit).toBe(0);
      // A merged log holds nothing any more.
      for (const id of PEOPLE)
        if (people.lead(id) !== id) expect(story.points(id, now + DAY)).toMatchObject({ available: 0, owed: 0 });
      story.audit();
    }),
    { numRuns: runs(50) },
  );
});

function take(
  story: Story,
  people: People,
  { who, step }: { who: number; step: Step },
  { n, now }: { n: number; now: number },
): void {
  const id = people.lead(PEOPLE[who] as string);
  const other = 'to' in step ? people.lead(PEOPLE[step.to] as string) : id;
  const order = 'of' in step ? people.orders.at(-1 - step.of) : undefined;
  const orderId = `o${people.orders.indexOf(order as never)}`;
  switch (step.kind) {
    case 'order':
      story.order(id, `o${people.orders.length}`, { total: step.total }, { at: now });
      people.orders.push({ owner: id, total: step.total, back: 0 });
      return;
    case 'refund':
      if (!order) return;
      story.refund(people.lead(order.owner), orderId, { amount: step.amount }, { at: now });
      order.back += step.amount;
      return;
    case 'amend': {
      if (!order) return;
      const data = { amendmentId: `a${n}`, orderId, currency: 'EUR', total: step.total };
      story.fact(people.lead(order.owner), 'order.amended', data, { at: now });
      order.total = step.total;
      return;
    }
    case 'send': {
      const transfer = `t${n}`;
      const may = id !== other && people.send(id, other, step.points);
      if (id === other) return;
      const sent = story.submit(
        id,
        { kind: 'send', transfer, to: other, points: step.points, key: transfer, body: '' },
        now,
      );
      expect([n, sent.outcome]).toEqual([n, may ? 'applied' : 'refused']);
      story.deliver(now);
      return;
    }
    case 'merge':
      if (id === other) return;
      story.merge(id, other, now);
      people.merge(id, other);
      return;
    case 'visit':
      expect([n, awarded(story.fact(id, 'store.visited', {}, { at: now }))]).toEqual([
        n,
        people.visit(id, now) ? 5 : 0,
      ]);
      return;
    case 'review':
      expect([n, awarded(story.fact(id, 'review.published', {}, { at: now }))]).toEqual([n, people.review(id) ? 7 : 0]);
  }
}
