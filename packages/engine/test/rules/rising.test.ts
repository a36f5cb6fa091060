import { describe, expect, test } from 'vitest';
import { memberView } from '../../src/index.ts';
import { at, awarded, changesOf, DAY, programOf, reversed, Story } from '../story.ts';

const NOW = at('2026-01-10T12:00:00Z');
const YEAR = at('2027-01-10T12:00:00Z');
const silver = { id: 'silver', from: { points: 50 } };
const gold = { id: 'gold', from: { points: 100, within: { months: 12 } }, earn: { times: 2 } };
const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };

describe('RULES 9 and 16: tiers', () => {
  test('count points that rules earned once they are activated, and raise at that instant', () => {
    const story = new Story(programOf({ tiers: [silver, gold], points: { pending: { days: 14 } } })).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    expect(story.at('m', NOW + 14 * DAY - 1).tier.id).toBe(null);
    expect(story.at('m', NOW + 14 * DAY).tier).toEqual({
      id: 'gold',
      since: NOW + 14 * DAY,
      until: at('2027-01-24T12:00:00Z'),
    });
  });

  test('`count: earned` raises as soon as points are earned', () => {
    const tiers = [{ id: 'gold', from: { points: 100, count: 'earned' as const } }];
    const story = new Story(programOf({ tiers, points: { pending: { days: 14 } } })).member('m', NOW);
    expect(changesOf(story.order('m', 'o', { total: 10_000 }, { at: NOW }), 'tier.changed')).toMatchObject([
      { to: 'gold' },
    ]);
  });

  test('a tier of a rolling window is kept for as long, then kept again or lowered to what is still met', () => {
    const story = new Story(programOf({ tiers: [silver, gold] })).member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    expect(story.at('m', YEAR - 1).tier.id).toBe('gold');
    expect(story.at('m', YEAR).tier).toEqual({ id: 'silver', since: YEAR, until: null });
    story.order('m', 'o2', { total: 5_000 }, { at: NOW + 100 * DAY });
    story.order('m', 'o3', { total: 5_000 }, { at: NOW + 200 * DAY });
    // The first order has left the window by then; two others (100 points each at gold) have not.
    expect(story.at('m', YEAR).tier).toMatchObject({ id: 'gold', since: NOW, until: at('2028-01-10T12:00:00Z') });
  });

  test('a late fact is judged by the tier of its time', () => {
    const story = new Story(programOf({ tiers: [gold] })).member('m', NOW - DAY);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    expect(awarded(story.order('m', 'early', { total: 1_000 }, { at: NOW - 1, received: NOW + DAY }))).toBe(10);
    expect(awarded(story.order('m', 'late', { total: 1_000 }, { at: NOW + 1, received: NOW + DAY }))).toBe(20);
  });

  test('a refund lowers progress at once, the tier at its next evaluation, or at once if the program says so', () => {
    for (const onRefund of ['next', 'now'] as const) {
      const story = new Story(programOf({ tiers: [silver, { ...gold, onRefund }] })).member('m', NOW);
      story.order('m', 'o', { total: 10_000 }, { at: NOW });
      story.refund('m', 'o', { amount: 3_000 }, { at: NOW + DAY });
      const state = story.at('m', NOW + DAY);
      expect(state.qualified).toEqual({ active: 70, earned: 70 });
      expect(state.tier.id).toBe(onRefund === 'now' ? 'silver' : 'gold');
      expect(story.at('m', YEAR).tier.id).toBe('silver');
    }
  });

  test('a refund that leaves the tier met does not touch it', () => {
    const story = new Story(programOf({ tiers: [{ ...gold, onRefund: 'now' }] })).member('m', NOW);
    story.order('m', 'o', { total: 20_000 }, { at: NOW });
    expect(changesOf(story.refund('m', 'o', { amount: 10_000 }, { at: NOW + DAY }), 'tier.changed')).toEqual([]);
  });

  test('what is missing for the next tier changes at the instant when something leaves its window', () => {
    const story = new Story(programOf({ tiers: [gold] })).member('m', NOW);
    story.order('m', 'o', { total: 6_000 }, { at: NOW });
    const missing = (now: number) => {
      const view = memberView(story.program, story.at('m', now), extras, now, 'en');
      return [view.tier.next?.missing, view.changesAt];
    };
    expect(missing(NOW)).toEqual([40, '2027-01-10T12:00:00.000Z']);
    expect(missing(YEAR - 1)).toEqual([40, '2027-01-10T12:00:00.000Z']);
    expect(missing(YEAR)).toEqual([100, null]);
  });

  test('neither spending nor expiry lowers progress; what was added by hand does not count', () => {
    const rewards = [{ id: 'gift', cost: 50, give: { product: 'x' } }];
    const story = new Story(programOf({ tiers: [gold], rewards, points: { expiry: { days: 30 } } })).member('m', NOW);
    story.order('m', 'o', { total: 6_000 }, { at: NOW });
    story.submit('m', { kind: 'redeem', redemption: 'r', reward: 'gift', key: 'r', body: '' }, NOW);
    story.submit('m', { kind: 'adjust', points: 500, by: 'ana', why: 'x', key: 'a', body: '' }, NOW);
    const view = memberView(story.program, story.at('m', NOW + 60 * DAY), extras, NOW + 60 * DAY, 'en');
    expect(view.points.available).toBe(0);
    expect(view.tier.next).toEqual({ id: 'gold', name: 'gold', of: 'points', counter: null, points: 100, missing: 40 });
  });

  test('RULES 10: a new tier raises at once', () => {
    const story = new Story().member('m', NOW);
    story.order('m', 'o', { total: 10_000 }, { at: NOW });
    story.publish(programOf({ tiers: [gold] }));
    expect(story.at('m', NOW + DAY).tier.id).toBe('gold');
    story.publish(programOf());
    expect(story.at('m', NOW + DAY).tier.id).toBe(null);
  });
});

describe('RULES 9 and 16: challenges', () => {
  const three = { id: 'three', steps: [{ on: 'order.paid', times: 3 }], grant: { points: 100, badge: 'regular' } };
  const spend = { id: 'spend', steps: [{ on: 'order.paid', sum: 'subtotal', reach: 10_000 }], grant: { points: 40 } };
  const both = {
    id: 'both',
    steps: [
      { on: 'review.published', times: 2 },
      { on: 'visit.made', times: 1 },
    ],
    grant: { badge: 'fan' },
  };

  test('all steps in any order complete it, once', () => {
    const story = new Story(programOf({ challenges: [both] })).member('m', NOW);
    const go = (type: string) => changesOf(story.fact('m', type, {}, { at: NOW }), 'challenge.completed').length;
    expect(['review.published', 'visit.made', 'review.published', 'review.published', 'visit.made'].map(go)).toEqual([
      0, 0, 1, 0, 0,
    ]);
    expect(story.states.get('m')?.badges).toEqual({ fan: NOW });
  });

  test('counts only inside its dates, and what its condition lets through', () => {
    const dated = { ...three, from: '2026-01-11T00:00:00Z', until: '2026-01-13T00:00:00Z' };
    const challenges = [{ ...dated, steps: [{ on: 'order.paid', times: 1, when: { 'event.total': { $gte: 500 } } }] }];
    const story = new Story(programOf({ challenges })).member('m', NOW);
    const go = (iso: string, total: number) =>
      changesOf(story.order('m', iso, { total }, { at: at(iso) }), 'challenge.completed').length;
    expect(go('2026-01-10T23:00:00Z', 900)).toBe(0);
    expect(go('2026-01-11T00:00:00Z', 400)).toBe(0);
    expect(go('2026-01-12T23:59:59Z', 900)).toBe(1);
    expect(go('2026-01-13T00:00:00Z', 900)).toBe(0);
  });

  test('a refund lowers progress at once, in full or by the sum', () => {
    const story = new Story(programOf({ challenges: [three, spend] })).member('m', NOW);
    const progress = () => Object.values(story.states.get('m')?.challenges ?? {}).map(({ steps }) => steps[0]);
    story.order('m', 'a', { total: 4_000 }, { at: NOW });
    story.order('m', 'b', { total: 4_000 }, { at: NOW });
    story.refund('m', 'a', { amount: 1_500 }, { at: NOW });
    expect(progress()).toEqual([2, 6_500]);
    story.refund('m', 'a', { amount: 2_500 }, { at: NOW });
    expect(progress()).toEqual([1, 4_000]);
  });

  test('a completed one stays; with `onRefund: undo` its grant and badge go', () => {
    for (const onRefund of ['keep', 'undo'] as const) {
      const story = new Story(programOf({ challenges: [{ ...three, onRefund }] })).member('m', NOW);
      for (const id of ['a', 'b', 'c']) story.order('m', id, { total: 1_000 }, { at: NOW });
      expect(story.points('m', NOW)).toMatchObject({ available: 130 });
      const refund = story.refund('m', 'b', { amount: 1_000 }, { at: NOW });
      expect(reversed(refund)).toBe(onRefund === 'undo' ? 110 : 10);
      expect(story.states.get('m')?.badges).toEqual(onRefund === 'undo' ? {} : { regular: NOW });
      const again = story.order('m', 'd', { total: 1_000 }, { at: NOW });
      expect(changesOf(again, 'challenge.completed')).toHaveLength(onRefund === 'undo' ? 1 : 0);
    }
  });

  test('an order beyond the goal makes up for one that is returned', () => {
    const story = new Story(programOf({ challenges: [{ ...three, onRefund: 'undo' }] })).member('m', NOW);
    for (const id of ['a', 'b', 'c', 'd']) story.order('m', id, { total: 1_000 }, { at: NOW });
    expect(reversed(story.refund('m', 'a', { amount: 1_000 }, { at: NOW }))).toBe(10);
    expect(reversed(story.refund('m', 'b', { amount: 1_000 }, { at: NOW }))).toBe(110);
  });

  test('nobody owes a grant that they never had use of', () => {
    const points = { expiry: { days: 10 } };
    const story = new Story(programOf({ points, challenges: [{ ...three, onRefund: 'undo' }] })).member('m', NOW);
    for (const id of ['a', 'b', 'c']) story.order('m', id, { total: 1_000 }, { at: NOW });
    story.refund('m', 'a', { amount: 1_000 }, { at: NOW + 20 * DAY });
    expect(story.points('m', NOW + 20 * DAY)).toEqual({ pending: 0, available: 0, owed: 0, balance: 0 });
  });

  test('what goods grant waits as long as their points do; a visit’s grant comes at once', () => {
    const visit = { id: 'visit', steps: [{ on: 'visit.made', times: 1 }], grant: { points: 5 } };
    const once = { ...three, steps: [{ on: 'order.paid', times: 1 }] };
    const story = new Story(programOf({ points: { pending: { days: 14 } }, challenges: [once, visit] })).member(
      'm',
      NOW,
    );
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    story.fact('m', 'visit.made', {}, { at: NOW });
    expect(story.points('m', NOW)).toMatchObject({ pending: 110, available: 5 });
  });
});
