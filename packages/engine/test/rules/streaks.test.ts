import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { type Context, type Entry, memberView, previewView, type State } from '../../src/index.ts';
import { at, changesOf, DAY, programOf, Story } from '../story.ts';

type Streak = NonNullable<ProgramInput['streaks']>[number];
const NOW = at('2026-03-10T12:00:00Z');
const extras = { externalId: 'm', alias: 'M', onBoards: true, stockLeft: {}, referralCode: null, attributes: {} };

/** A story whose member is in a time zone of their own. */
class Abroad extends Story {
  zone: string | undefined;
  protected override extra(): Partial<Context> {
    return this.zone === undefined ? {} : { timeZone: this.zone };
  }
}

function storyOf(streak: Partial<Streak> = {}, { zone, start = NOW }: { zone?: string; start?: number } = {}): Abroad {
  const story = new Abroad(
    programOf({ rules: [], badges: [{ id: 'b' }], streaks: [{ id: 's', on: ['a.done'], ...streak }] }),
  );
  story.zone = zone;
  story.member('m', start - 2 * DAY);
  return story;
}
const go = (story: Story, when: number, received = when) => story.fact('m', 'a.done', {}, { at: when, received });
const seen = (story: Story, now: number) => memberView(story.program, story.at('m', now), extras, now, 'en').streaks[0];

describe('a streak', () => {
  test('counts days one after the other, whatever happens twice in one', () => {
    const story = storyOf();
    for (const day of [0, 0, 1, 2]) go(story, NOW + day * DAY);
    expect(seen(story, NOW + 2 * DAY)).toMatchObject({
      current: 3,
      best: 3,
      keptNow: true,
      actBy: '2026-03-13T23:00:00.000Z',
    });
    expect(seen(story, NOW + 3 * DAY)).toMatchObject({ current: 3, keptNow: false, actBy: '2026-03-13T23:00:00.000Z' });
    story.audit();
  });

  test('breaks at the instant, without a job, and the best stays', () => {
    const story = storyOf();
    for (const day of [0, 1]) go(story, NOW + day * DAY);
    const end = at('2026-03-12T23:00:00Z');
    expect(seen(story, end - 1)).toMatchObject({ current: 2 });
    expect(seen(story, end)).toMatchObject({ current: 0, best: 2, actBy: null });
    expect(memberView(story.program, story.at('m', NOW + DAY), extras, NOW + DAY, 'en').changesAt).toBe(
      '2026-03-11T23:00:00.000Z',
    );
    go(story, end + 1);
    expect(seen(story, end + 1)).toMatchObject({ current: 1, best: 2 });
  });

  test('a late fact repairs it', () => {
    const story = storyOf({ milestones: [{ at: 4, grant: { points: 9 } }] });
    for (const day of [0, 1, 3]) go(story, NOW + day * DAY);
    expect(seen(story, NOW + 3 * DAY)).toMatchObject({ current: 1, best: 2 });
    const late = go(story, NOW + 2 * DAY, NOW + 3 * DAY + 1);
    expect(changesOf(late, 'streak.reached')).toMatchObject([{ length: 4, points: 9 }]);
    expect(seen(story, NOW + 3 * DAY + 1)).toMatchObject({ current: 4, best: 4 });
    story.audit();
  });

  test('is of weeks from Monday, or of months', () => {
    const weeks = storyOf({ per: 'week' });
    // Sunday, Monday: two weeks. The one after next breaks it.
    for (const iso of ['2026-03-15T12:00:00Z', '2026-03-16T12:00:00Z']) go(weeks, at(iso));
    expect(seen(weeks, at('2026-03-29T21:59:59Z'))).toMatchObject({ current: 2, actBy: '2026-03-29T22:00:00.000Z' });
    expect(seen(weeks, at('2026-03-29T22:00:00Z'))?.current).toBe(0);
    const months = storyOf({ per: 'month' });
    for (const iso of ['2026-03-31T12:00:00Z', '2026-04-01T12:00:00Z', '2026-05-30T12:00:00Z']) go(months, at(iso));
    expect(seen(months, at('2026-06-30T21:59:59Z'))).toMatchObject({ current: 3, actBy: '2026-06-30T22:00:00.000Z' });
    expect(seen(months, at('2026-06-30T22:00:00Z'))?.current).toBe(0);
  });

  // The clocks go forward or back in the middle of each.
  test.each([
    ['Europe/Paris', '2026-03-27T23:30:00+01:00', '2026-03-30T00:30:00+02:00'],
    ['Europe/Paris', '2026-10-23T23:30:00+02:00', '2026-10-26T00:30:00+01:00'],
    ['America/New_York', '2026-03-06T23:30:00-05:00', '2026-03-09T00:30:00-04:00'],
    ['America/New_York', '2026-10-30T23:30:00-04:00', '2026-11-02T00:30:00-05:00'],
    ['Australia/Lord_Howe', '2026-04-03T23:30:00+11:00', '2026-04-06T00:30:00+10:30'],
    ['Australia/Lord_Howe', '2026-10-02T23:30:00+10:30', '2026-10-05T00:30:00+11:00'],
  ])('goes by the days of %s from %s on, with the clocks', (zone, first, last) => {
    const story = storyOf({}, { zone, start: at(first) });
    const [start, end] = [at(first), at(last)];
    go(story, start);
    // Noon of the two days between, and half an hour after midnight of the fourth.
    go(story, start + 12.5 * 3_600_000);
    go(story, start + 36.5 * 3_600_000);
    go(story, end);
    expect(seen(story, end)).toMatchObject({ current: 4, timeZone: zone });
    const by = at(seen(story, end)?.actBy ?? '');
    const local = (when: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(when);
    expect([local(by), local(by - 1)]).toEqual(['00:00', '23:59']);
    expect(seen(story, by - 1)?.current).toBe(4);
    expect(seen(story, by)?.current).toBe(0);
  });

  test.each([
    ['Europe/Paris', '2026-03-27T20:00:00+01:00'],
    ['Europe/Paris', '2026-10-23T20:00:00+02:00'],
    ['America/New_York', '2026-03-06T20:00:00-05:00'],
    ['America/New_York', '2026-10-30T20:00:00-04:00'],
    ['Australia/Lord_Howe', '2026-04-03T20:00:00+11:00'],
    ['Australia/Lord_Howe', '2026-10-02T20:00:00+10:30'],
  ])('a freeze and a pause are of whole days of %s from %s on, when the clocks change', (zone, first) => {
    const midnight = (when: number, days: number) => {
      const { year, month, day } = Object.fromEntries(
        new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'short' })
          .formatToParts(when + days * DAY)
          .map(({ type, value }) => [type, value]),
      );
      // The instant at which that day begins there: found by looking, whatever the offset.
      for (let at = Date.UTC(Number(year), Number(month) - 1, Number(day)) - DAY; ; at += 1_800_000) {
        const local = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: '2-digit', timeStyle: undefined }).format(
          at,
        );
        if (local === day) return at;
      }
    };
    const start = at(first);
    const frozen = storyOf({ freezes: { start: 1, most: 1 } }, { zone, start });
    go(frozen, start);
    // Nothing on the two days that follow: the first is made up for, the second breaks it, each at its end there.
    expect(seen(frozen, midnight(start, 2) - 1)).toMatchObject({ current: 1, freezes: 1 });
    expect(seen(frozen, midnight(start, 2))).toMatchObject({ current: 1, freezes: 0, frozen: 1 });
    expect(seen(frozen, midnight(start, 3) - 1)?.current).toBe(1);
    expect(seen(frozen, midnight(start, 3))?.current).toBe(0);

    const paused = storyOf({ pauses: { most: 10 } }, { zone, start });
    go(paused, start);
    const until = midnight(start, 3);
    paused.submit('m', { kind: 'pauseStreak', streak: 's', until, own: true, key: 'p', body: '' }, start + 1);
    const by = at(seen(paused, until)?.actBy ?? '');
    expect([seen(paused, by - 1)?.current, seen(paused, by)?.current]).toEqual([1, 0]);
    expect(by).toBe(midnight(by - 1, 1));
    for (const story of [frozen, paused]) story.audit();
  });

  test('two members see different days at one instant', () => {
    const night = at('2026-03-10T23:30:00Z');
    const [paris, york] = [storyOf({}, { zone: 'Europe/Paris' }), storyOf({}, { zone: 'America/New_York' })];
    for (const story of [paris, york]) {
      go(story, NOW);
      go(story, night);
    }
    expect([seen(paris, night)?.current, seen(york, night)?.current]).toEqual([2, 1]);
  });
});

describe('freezes', () => {
  test('are used by themselves, one for each day missed, and then it breaks', () => {
    const story = storyOf({ freezes: { start: 2, most: 2 } });
    go(story, NOW);
    go(story, NOW + DAY);
    expect(seen(story, NOW + 3 * DAY)).toMatchObject({ current: 2, freezes: 1, frozen: 1 });
    expect(seen(story, NOW + 4 * DAY)).toMatchObject({ current: 2, freezes: 0, frozen: 2 });
    expect(seen(story, NOW + 5 * DAY)).toMatchObject({ current: 0, freezes: 0 });
    go(story, NOW + 4 * DAY);
    expect(seen(story, NOW + 4 * DAY)).toMatchObject({ current: 3, freezes: 0 });
    // What comes late gives its freeze back.
    go(story, NOW + 2 * DAY, NOW + 4 * DAY + 1);
    expect(seen(story, NOW + 4 * DAY + 1)).toMatchObject({ current: 4, freezes: 1 });
    story.audit();
  });

  test('are earned, given and bought, never more than one may have', () => {
    const story = storyOf({ freezes: { most: 2, every: 3 } });
    for (let day = 0; day < 9; day += 1) go(story, NOW + day * DAY);
    expect(seen(story, NOW + 8 * DAY)?.freezes).toBe(2);
    const given = storyOf({ freezes: { most: 3 } });
    go(given, NOW);
    const give = { kind: 'giveFreezes', streak: 's', n: 2, by: 'Zoé', why: 'a storm', body: '' } as const;
    expect(given.submit('m', { ...give, key: 'f' }, NOW)).toMatchObject({ kind: 'streak.changed', outcome: 'applied' });
    given.submit('m', { ...give, key: 'g' }, NOW);
    expect(seen(given, NOW)?.freezes).toBe(3);
    const rewards = [{ id: 'freeze', cost: 5, give: { freezes: 1, streak: 's' } }];
    const bought = new Story(
      programOf({ rewards, rules: [{ id: 'r', on: 'a.done', earn: 5 }], streaks: [{ id: 's', on: ['a.done'] }] }),
    ).member('m', NOW);
    go(bought, NOW);
    bought.submit('m', { kind: 'redeem', redemption: 'x', reward: 'freeze', key: 'x', body: '' }, NOW);
    expect(seen(bought, NOW + 2 * DAY)).toMatchObject({ current: 1, frozen: 1, freezes: 0 });
  });
});

describe('pauses', () => {
  test('neither count nor break, and end when they are ended', () => {
    const story = storyOf({ pauses: { most: 10 } });
    go(story, NOW);
    const pause = (key: string, until: number | null, own: boolean, now = NOW + 1) =>
      story.submit('m', { kind: 'pauseStreak', streak: 's', until, own, key, body: '' }, now);
    expect(pause('long', NOW + 20 * DAY, true)).toMatchObject({ outcome: 'refused', reason: 'pause_not_allowed' });
    expect(pause('p', NOW + 7 * DAY, true)).toMatchObject({ outcome: 'applied' });
    expect(seen(story, NOW + 5 * DAY)).toMatchObject({
      current: 1,
      pausedUntil: '2026-03-17T23:00:00.000Z',
      actBy: '2026-03-18T23:00:00.000Z',
    });
    expect(seen(story, at('2026-03-18T22:59:59Z'))?.current).toBe(1);
    expect(seen(story, at('2026-03-18T23:00:00Z'))?.current).toBe(0);
    pause('on', null, true, NOW + 3 * DAY);
    expect(seen(story, NOW + 3 * DAY)).toMatchObject({
      current: 1,
      pausedUntil: null,
      actBy: '2026-03-13T23:00:00.000Z',
    });
    expect(seen(story, NOW + 4 * DAY)?.current).toBe(0);
    story.audit();
  });

  test('a shopper may not where the program does not say so; the shop may', () => {
    const story = storyOf();
    go(story, NOW);
    const pause = (own: boolean) =>
      story.submit(
        'm',
        { kind: 'pauseStreak', streak: 's', until: NOW + 30 * DAY, own, key: `p${own}`, body: '' },
        NOW,
      );
    expect(pause(true)).toMatchObject({ outcome: 'refused', reason: 'pause_not_allowed' });
    expect(pause(false)).toMatchObject({ outcome: 'applied' });
    expect(seen(story, NOW + 29 * DAY)?.current).toBe(1);
  });
});

test('milestones give once for the member, or again in each streak', () => {
  const milestones = [
    { at: 2, grant: { points: 5 } },
    { at: 3, grant: { points: 7 }, again: true },
  ];
  const story = storyOf({ milestones });
  for (const day of [0, 1, 2, 3, 6, 7, 8, 9]) go(story, NOW + day * DAY);
  expect(story.points('m', NOW + 10 * DAY).available).toBe(5 + 7 + 7);
  expect(seen(story, NOW + 9 * DAY)?.milestones).toMatchObject([{ reached: true }, { reached: true }]);
  story.audit();
});

test('a streak of years stays small, and long', () => {
  const story = storyOf({ freezes: { most: 5, every: 10 } });
  let day = 0;
  const until = (end: number) => {
    for (; day < end; day += 1) if (day % 7 !== 6) go(story, NOW + day * DAY);
  };
  until(200);
  const size = () => JSON.stringify(story.states.get('m')?.streaks).length;
  const before = size();
  until(900);
  expect(size()).toBeLessThan(before * 1.2);
  expect(story.states.get('m')?.streaks.s?.runs.length).toBeLessThan(10);
});

test('merged, each day that either kept up is kept up', () => {
  const story = storyOf();
  story.member('n', NOW - DAY);
  go(story, NOW);
  story.fact('n', 'a.done', {}, { at: NOW + DAY });
  go(story, NOW + 2 * DAY);
  story.merge('n', 'm', NOW + 2 * DAY);
  expect(seen(story, NOW + 2 * DAY)).toMatchObject({ current: 3, best: 3 });
  story.audit();
});

test('a preview says what becomes of it: kept up, how long it would be, what that gives', () => {
  const story = storyOf({ milestones: [{ at: 2, grant: { points: 9 } }] });
  const shown = (entry: Entry, before: State) =>
    previewView(story.program, before, entry, { ifJoined: false, locale: 'en' }).streaks;
  const first = story.at('m', NOW);
  expect(shown(go(story, NOW), first)).toEqual([
    { id: 's', name: 's', per: 'day', before: 0, after: 1, kept: true, reached: [], points: 0 },
  ]);
  const again = story.at('m', NOW);
  expect(shown(go(story, NOW + 1), again)).toEqual([
    { id: 's', name: 's', per: 'day', before: 1, after: 1, kept: false, reached: [], points: 0 },
  ]);
  const second = story.at('m', NOW + DAY);
  expect(shown(go(story, NOW + DAY), second)).toMatchObject([{ before: 1, after: 2, reached: [2], points: 9 }]);
  expect(shown(story.fact('m', 'b.done', {}, { at: NOW + DAY }), story.at('m', NOW + DAY))).toEqual([]);
});

describe('a refund', () => {
  const streak = { on: ['order.paid', 'a.done'], milestones: [{ at: 3, grant: { points: 30, badge: 'b' } }] };
  const story = (more: Partial<Streak> = {}) => storyOf({ ...streak, ...more });
  const buy = (told: Abroad, day: number, id = `o${day}`) =>
    told.order('m', id, { total: 1_000 }, { at: NOW + day * DAY });
  const back = (told: Abroad, id: string, amount: number, day: number) =>
    told.refund('m', id, { amount }, { at: NOW + day * DAY });

  test('takes a day that only its order kept up; what was reached stays', () => {
    const told = story();
    for (const day of [0, 1, 2]) buy(told, day);
    expect(changesOf(back(told, 'o1', 500, 2), 'streak.lost')).toEqual([]);
    const gone = back(told, 'o1', 500, 2);
    expect(changesOf(gone, 'streak.lost')).toMatchObject([{ streak: 's', subject: 'order:o1' }]);
    expect(seen(told, NOW + 2 * DAY)).toMatchObject({ current: 1, milestones: [{ reached: true }] });
    expect(told.points('m', NOW + 2 * DAY).available).toBe(30);
    // It is made up for as any day is.
    told.fact('m', 'a.done', {}, { at: NOW + DAY, received: NOW + 2 * DAY });
    expect(seen(told, NOW + 2 * DAY)).toMatchObject({ current: 3 });
    told.audit();
  });

  test('takes nothing where something else kept the day up too, whichever came first', () => {
    for (const first of ['order', 'fact']) {
      const told = story();
      buy(told, 0);
      if (first === 'order') buy(told, 1);
      told.fact('m', 'a.done', {}, { at: NOW + DAY });
      if (first === 'fact') buy(told, 1);
      back(told, 'o1', 1_000, 1);
      expect(seen(told, NOW + DAY)).toMatchObject({ current: 2 });
    }
    const twice = story();
    for (const id of ['a', 'b']) buy(twice, 0, id);
    back(twice, 'a', 1_000, 0);
    expect(seen(twice, NOW)).toMatchObject({ current: 1 });
    back(twice, 'b', 1_000, 0);
    expect(seen(twice, NOW)).toMatchObject({ current: 0 });
    twice.audit();
  });

  test('with `onRefund: undo` takes a milestone back that is no longer reached, unless it was used', () => {
    const told = story({ onRefund: 'undo' });
    for (const day of [0, 1, 2]) buy(told, day);
    const gone = back(told, 'o0', 1_000, 2);
    expect(changesOf(gone, 'streak.undone')).toEqual([{ kind: 'streak.undone', streak: 's', length: 3 }]);
    expect(told.at('m', NOW + 2 * DAY)).toMatchObject({ available: 0, badges: {} });
    // Reached again, it is given again.
    expect(changesOf(buy(told, 3), 'streak.reached')).toMatchObject([{ length: 3, points: 30 }]);
    told.submit('m', { kind: 'adjust', points: -10, by: 'z', why: 'w', key: 'k', body: '' }, NOW + 3 * DAY);
    expect(changesOf(back(told, 'o2', 1_000, 3), 'streak.undone')).toEqual([]);
    expect(told.at('m', NOW + 3 * DAY).badges).toHaveProperty('b');
    told.audit();
  });

  test('that is won back by the shop keeps the day up again', () => {
    const told = story();
    buy(told, 0);
    buy(told, 1);
    const when = { at: NOW + DAY };
    told.fact('m', 'order.charged_back', { orderId: 'o1', chargebackId: 'c', amount: 1_000 }, when);
    expect(seen(told, NOW + DAY)).toMatchObject({ current: 1 });
    told.fact('m', 'order.chargeback_won', { orderId: 'o1', chargebackId: 'c' }, when);
    expect(seen(told, NOW + DAY)).toMatchObject({ current: 2 });
    told.audit();
  });
});

test('what an order brings waits as its own points do; what anything else brings is there', () => {
  const told = new Story(
    programOf({
      points: { pending: { days: 14 } },
      rules: [],
      streaks: [
        { id: 's', on: ['order.paid', 'a.done'], milestones: [1, 2].map((n) => ({ at: n, grant: { points: 10 } })) },
      ],
    }),
  ).member('m', NOW);
  told.order('m', 'o1', { total: 1_000 }, { at: NOW });
  expect(told.at('m', NOW)).toMatchObject({ pending: 10, available: 0 });
  go(told, NOW + DAY);
  expect(told.at('m', NOW + DAY)).toMatchObject({ pending: 10, available: 10 });
  expect(told.at('m', NOW + 14 * DAY)).toMatchObject({ pending: 0, available: 20 });
  told.audit();
});
