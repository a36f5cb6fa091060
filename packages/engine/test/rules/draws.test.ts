import { type ProgramInput, Program as ProgramSchema } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { type Context, entryView, memberView, previewView, programView } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

type Draw = NonNullable<ProgramInput['draws']>[number];
const NOW = at('2026-03-10T12:00:00Z');
const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };
const prizes = [
  { id: 'big', odds: 1, grant: { points: 100 } },
  { id: 'small', odds: 9, grant: { points: 5, badge: 'lucky' } },
  { id: 'nothing', odds: 90 },
];
const spin: Draw = { id: 'spin', total: 100, limit: { times: 1, per: 'day' }, consolation: 'nothing', prizes };

/** A story in which every draw comes to the same number. */
class Lucky extends Story {
  number: number | undefined;
  pools: Context['pools'];
  protected override extra(): Partial<Context> {
    const luck = this.number === undefined ? {} : { luck: new Map([['spin', this.number]]) };
    return { ...luck, ...(this.pools ? { pools: this.pools } : {}) };
  }
  spin(now = NOW, key = `spin:${now}`) {
    return this.submit('m', { kind: 'draw', draw: 'spin', key, body: '' }, now);
  }
}
function storyOf(draw: Partial<Draw> = {}, more: Partial<ProgramInput> = {}): Lucky {
  const story = new Lucky(programOf({ badges: [{ id: 'lucky' }], draws: [{ ...spin, ...draw }], ...more }));
  story.member('m', NOW - DAY);
  return story;
}

describe('a spin', () => {
  test.each([
    [0, 'big', 100],
    [1, 'small', 5],
    [9, 'small', 5],
    [10, 'nothing', 0],
    [99, 'nothing', 0],
  ])('the number %i comes to %s', (number, prize, points) => {
    const story = storyOf();
    story.number = number;
    const entry = story.spin();
    const odds = prizes.map((one) => ({ prize: one.id, odds: one.odds }));
    expect(changesOf(entry, 'drawn')).toMatchObject([
      { draw: 'spin', number, total: 100, odds, drawn: prize, prize, points },
    ]);
    expect(story.points('m', NOW).available).toBe(points);
    story.audit();
  });

  test('is played so many times, and says when again', () => {
    const story = storyOf();
    story.number = 0;
    const own = (now: number) => memberView(story.program, story.at('m', now), extras, now, 'en').draws[0];
    expect(own(NOW)).toMatchObject({ left: 1, reason: null, total: 100 });
    story.spin();
    expect(own(NOW)).toMatchObject({ left: 0, reason: 'limit', again: '2026-03-10T23:00:00.000Z' });
    expect(story.spin(NOW + 1)).toMatchObject({ outcome: 'refused', reason: 'limit' });
    expect(story.spin(at('2026-03-10T23:00:00Z'))).toMatchObject({ outcome: 'applied' });
    expect(story.submit('m', { kind: 'draw', draw: 'none', key: 'n', body: '' }, NOW)).toMatchObject({
      reason: 'unknown_draw',
    });
  });

  test('may cost points, which are spent', () => {
    const story = storyOf({ cost: 10, limit: undefined });
    story.number = 99;
    expect(story.spin()).toMatchObject({ outcome: 'refused', reason: 'not_enough_points' });
    story.order('m', 'o', { total: 2_500 }, { at: NOW });
    for (const n of [1, 2]) story.spin(NOW + n);
    expect(story.points('m', NOW + 2).available).toBe(5);
    story.audit();
  });

  test('a prize of which nothing is left falls to the consolation, and the entry says so', () => {
    const story = storyOf({ prizes: [{ ...prizes[0], stock: 1, budget: 100 } as never, ...prizes.slice(1)] });
    story.number = 0;
    const asked = changesOf(story.spin(), 'pool.used');
    expect(asked).toMatchObject([
      { pool: 'draw:spin:big:stock', n: 1, total: 1, unit: 'times' },
      { pool: 'draw:spin:big:budget', n: 100, total: 100, unit: 'points', budget: true },
    ]);
    story.pools = new Map([
      ['draw:spin:big:stock', { id: 'r1', n: 1 }],
      ['draw:spin:big:budget', { id: 'r2', n: 99 }],
    ]);
    const entry = story.spin(NOW + DAY);
    expect(changesOf(entry, 'drawn')).toMatchObject([{ drawn: 'big', prize: 'nothing', points: 0 }]);
    expect(entry.keys).not.toContain('r1');
  });
});

describe('an instant win', () => {
  const instant: Partial<Draw> = { on: 'order.paid', limit: { times: 1, per: 'day' } };

  test('is drawn with the order; a preview has no luck, and the odds are there for anybody', () => {
    const story = storyOf(instant);
    const before = story.at('m', NOW);
    const preview = story.order('m', 'o0', { total: 100 }, { at: NOW });
    expect(changesOf(preview, 'drawn')).toEqual([]);
    const shown = previewView(story.program, before, preview, { ifJoined: false, locale: 'en' });
    expect(shown.points).toBe(1);
    expect(shown.draws).toMatchObject([
      { id: 'spin', total: 100, left: 1, prizes: [{ id: 'big', odds: 1, grant: { points: 100 } }, {}, {}] },
    ]);
    expect(shown.text).toContain('“spin” would be drawn');
    expect(programView(story.program, 1, 'en', NOW).draws).toMatchObject([
      { id: 'spin', on: 'order.paid', total: 100, prizes: [{ id: 'big', odds: 1 }, { odds: 9 }, { odds: 90 }] },
    ]);
    story.number = 3;
    expect(changesOf(story.order('m', 'o1', { total: 100 }, { at: NOW }), 'drawn')).toMatchObject([{ prize: 'small' }]);
    expect(changesOf(story.order('m', 'o2', { total: 100 }, { at: NOW }), 'drawn')).toEqual([]);
    expect(story.at('m', NOW).badges).toHaveProperty('lucky');
    story.audit();
  });
});

describe('an instant win whose order is given back', () => {
  const instant: Partial<Draw> = {
    on: 'order.paid',
    limit: { times: 1, per: 'day' },
    prizes: [
      { id: 'big', odds: 10, stock: 3, grant: { points: 50, badge: 'lucky' } },
      { id: 'nothing', odds: 90 },
    ],
  };
  const won = (draw: Partial<Draw> = {}) => {
    const story = storyOf({ ...instant, ...draw }, { rules: [] });
    story.number = 3;
    story.order('m', 'o1', { total: 100 }, { at: NOW });
    return story;
  };
  const back = (story: Lucky, amount: number) => story.refund('m', 'o1', { amount }, { at: NOW + 1 });

  test('goes back unused, to the stock too, and the try counts no more', () => {
    const story = won();
    expect(changesOf(back(story, 50), 'draw.undone')).toEqual([]);
    const gone = back(story, 50);
    expect(changesOf(gone, 'draw.undone')).toMatchObject([{ draw: 'spin', prize: 'big', points: 50 }]);
    expect(changesOf(gone, 'pool.freed')).toEqual([{ kind: 'pool.freed', pool: 'draw:spin:big:stock', n: 1 }]);
    expect(story.at('m', NOW + 1)).toMatchObject({ available: 0, owed: 0, badges: {} });
    expect(entryView(gone, 'e', 'en', story.program).text).toContain('the unused prize “big” of “spin” taken back');
    expect(changesOf(story.order('m', 'o2', { total: 100 }, { at: NOW + 2 }), 'drawn')).toHaveLength(1);
    story.audit();
  });

  test('waits for the return window as the order’s own points do; a spin’s is there at once', () => {
    const life = { points: { pending: { days: 14 } }, rules: [] };
    const story = storyOf(instant, life);
    story.number = 3;
    story.order('m', 'o1', { total: 100 }, { at: NOW });
    expect(story.at('m', NOW)).toMatchObject({ pending: 50, available: 0 });
    expect(story.at('m', NOW + 14 * DAY)).toMatchObject({ pending: 0, available: 50 });
    const gone = back(story, 100);
    expect(changesOf(gone, 'draw.undone')).toMatchObject([{ points: 50 }]);
    expect(story.at('m', NOW + 14 * DAY)).toMatchObject({ pending: 0, available: 0, owed: 0 });
    const spun = storyOf({}, life);
    spun.number = 0;
    spun.spin();
    expect(spun.at('m', NOW).available).toBe(100);
    for (const each of [story, spun]) each.audit();
  });

  test('a chargeback that the shop wins gives it again, by the same number, as often as it goes to and fro', () => {
    const story = won();
    const charge = (id: string, type: string, when: number) =>
      story.fact('m', `order.${type}`, { orderId: 'o1', chargebackId: id }, { at: when });
    for (const [turn, id] of ['c1', 'c2'].entries()) {
      const when = NOW + 10 * (turn + 1);
      expect(changesOf(charge(id, 'charged_back', when), 'draw.undone')).toMatchObject([{ prize: 'big' }]);
      expect(story.at('m', when)).toMatchObject({ available: 0, badges: {} });
      const back = charge(id, 'chargeback_won', when + 1);
      expect(changesOf(back, 'drawn')).toMatchObject([{ prize: 'big', number: 3, subject: 'order:o1' }]);
      expect(changesOf(back, 'pool.used')).toMatchObject([{ pool: 'draw:spin:big:stock', n: 1 }]);
      expect(story.at('m', when + 1)).toMatchObject({ available: 50, badges: { lucky: expect.anything() } });
    }
    // The try counts again too.
    expect(changesOf(story.order('m', 'o2', { total: 100 }, { at: NOW + 40 }), 'drawn')).toEqual([]);
    // Meanwhile another one took the last.
    charge('c3', 'charged_back', NOW + 50);
    story.pools = new Map([['draw:spin:big:stock', { n: 0, id: 'none' }]]);
    expect(changesOf(charge('c3', 'chargeback_won', NOW + 51), 'drawn')).toMatchObject([
      { drawn: 'big', prize: 'nothing' },
    ]);
    expect(story.at('m', NOW + 51).available).toBe(0);
    story.audit();
  });

  test('is won again in its own draw, beside others, and in none where that is gone', () => {
    const other: Draw = { ...spin, id: 'other', cost: 1, prizes: [{ id: 'sorry', odds: 100 }], consolation: 'sorry' };
    const charge = (story: Lucky, type: string, when: number) =>
      story.fact('m', `order.${type}`, { orderId: 'o1', chargebackId: 'c' }, { at: when });
    for (const [draws, drawn] of [
      [[other, { ...spin, ...instant }], [{ draw: 'spin', prize: 'big', number: 3 }]],
      [[other], []],
    ] as const) {
      const story = won();
      charge(story, 'charged_back', NOW + 1);
      story.publish(programOf({ rules: [], badges: [{ id: 'lucky' }], draws: [...draws] }));
      expect(changesOf(charge(story, 'chargeback_won', NOW + 2), 'drawn')).toMatchObject([...drawn]);
    }
  });

  test('stays where it was used, and where the program says so', () => {
    const used = won();
    used.submit('m', { kind: 'adjust', points: -1, by: 'z', why: 'w', key: 'k', body: '' }, NOW);
    expect(changesOf(back(used, 100), 'draw.undone')).toEqual([]);
    expect(used.at('m', NOW + 1)).toMatchObject({ available: 49, badges: { lucky: NOW } });
    const keep = won({ onRefund: 'keep' });
    back(keep, 100);
    expect(keep.at('m', NOW + 1)).toMatchObject({ available: 50 });
  });

  test('a reward that is still on its way is not given', () => {
    const reward = { id: 'mug', cost: 5, give: { product: 'mug' } };
    const prizes = [
      { id: 'big', odds: 10, grant: { reward: 'mug' } },
      { id: 'nothing', odds: 90 },
    ];
    const story = storyOf({ ...instant, prizes }, { rules: [], rewards: [reward] });
    story.number = 3;
    story.order('m', 'o1', { total: 100 }, { at: NOW });
    back(story, 100);
    expect(story.deliver(NOW + 2)).toMatchObject([{ outcome: 'refused', reason: 'voided' }]);
    expect(story.at('m', NOW + 2).coupons).toEqual({});
    story.audit();
  });
});

test.each([
  [{ total: 99 }, 'the odds sum to 100, not to the declared 99'],
  [{ consolation: 'none' }, 'there is no prize'],
  [{ prizes: [{ id: 'a', odds: 100, stock: 1 }], consolation: 'a' }, 'never runs out'],
  [{ limit: undefined }, 'has a `limit`'],
  [{ on: 'order.paid', cost: 5 }, 'costs nothing'],
])('%o is refused with a sentence', (part, words) => {
  const parsed = ProgramSchema.safeParse({
    name: 'x',
    currency: 'EUR',
    timeZone: 'UTC',
    draws: [{ ...spin, prizes: spin.prizes.map(({ grant: _, ...one }) => one), ...part }],
  });
  expect(parsed.error?.issues.map(({ message }) => message).join(' ')).toContain(words);
});
