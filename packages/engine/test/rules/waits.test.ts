import { describe, expect, test } from 'vitest';
import { at, changesOf, DAY, type Story } from '../story.ts';
import { BY, begun, NOW, why } from './server.ts';

describe('points that wait and end', () => {
  const points = (more: object) => begun({ rules: [{ id: 'r', on: 'order.paid', earn: 100, ...more }] });
  const [hour] = [3_600_000];
  const lot = (story: Story, when = NOW) => {
    const [one] = story.at('m', when).lots;
    return one && [one.activeAt, one.expiresAt];
  };
  const deliver = (story: Story, when: number, data: object = {}) =>
    story.fact('m', 'order.delivered', { orderId: 'o', ...data }, { at: when });

  test('for an event of their order that has happened already are there then, or so long after it, or at the latest', () => {
    const waits = (pending: object) => {
      const story = points({ pending: { event: 'order.delivered', ...pending } });
      deliver(story, NOW - 5 * DAY, { partial: true });
      deliver(story, NOW - 2 * DAY);
      story.order('m', 'o', { total: 1_000 }, { at: NOW });
      return lot(story);
    };
    expect(waits({})).toEqual([null, null]);
    expect(waits({ after: { days: 1 } })).toEqual([null, null]);
    expect(waits({ after: { days: 3 } })).toEqual([NOW + DAY, null]);
    expect(waits({ after: { days: 9 }, latest: { days: 3 } })).toEqual([NOW + 3 * DAY, null]);
    expect(waits({ after: { days: 4 }, latest: { days: 9 } })).toEqual([NOW + 2 * DAY, null]);
  });

  test('go by the event that happened first, whichever was told first', () => {
    const story = points({ pending: { event: 'order.shipped', after: { days: 10 } } });
    for (const day of [3, 1, 2])
      story.fact('m', 'order.shipped', { orderId: 'o' }, { at: NOW - day * DAY, received: NOW });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(lot(story)).toEqual([NOW + 7 * DAY, null]);
  });

  test('of nothing but a time or a day are there then; what is no time at all is no wait', () => {
    const waits = (pending: object) => {
      const story = points({ pending });
      story.order('m', 'o', { total: 1_000 }, { at: NOW });
      return lot(story)?.[0];
    };
    expect([
      waits({ hours: 5 }),
      waits({ until: '2026-03-10T12:00:00Z' }),
      waits({ until: '2026-03-10T12:00:00.001Z' }),
    ]).toEqual([NOW + 5 * hour, null, NOW + 1]);
  });

  test('with the whole balance end with the rest of it, but not before they begin', () => {
    const expiry = { inactive: { days: 10 }, activities: ['b.done'], of: 'balance' as const };
    const story = begun({
      rules: [
        { id: 'now', on: 'a.done', earn: 5, expiry },
        { id: 'later', on: 'c.done', earn: 7, expiry, pending: { days: 20 } },
      ],
    });
    story.fact('m', 'a.done', {}, { at: NOW });
    story.fact('m', 'a.done', {}, { at: NOW + 3 * DAY });
    story.fact('m', 'c.done', {}, { at: NOW + 3 * DAY });
    expect(story.at('m', NOW + 3 * DAY).lots.map(({ points: n, expiresAt }) => [n, expiresAt])).toEqual([
      [5, NOW + 10 * DAY],
      [5, NOW + 10 * DAY],
      // It begins when the rest of it is over, by the clock of summer.
      [7, NOW + 33 * DAY - hour],
    ]);
    const kept = story.fact('m', 'b.done', {}, { at: NOW + 5 * DAY });
    expect(changesOf(kept, 'lots.extended').map(({ points: n, expiresAt, cause }) => [n, expiresAt, cause])).toEqual([
      [10, NOW + 15 * DAY, { kind: 'activity', type: 'b.done' }],
    ]);
  });

  test('on days of the year end with the first of them that they live to see', () => {
    const ends = (dates: string[], atLeast?: object, when = NOW) => {
      const story = points({ expiry: { dates, ...(atLeast ? { atLeast } : {}) } });
      story.order('m', 'o', { total: 1_000 }, { at: when });
      const end = story.at('m', when).lots[0]?.expiresAt;
      return end && new Date(end).toISOString();
    };
    expect(ends(['06-30', '03-10'])).toBe('2026-03-10T23:00:00.000Z');
    expect(ends(['06-30', '03-09'])).toBe('2026-06-30T22:00:00.000Z');
    expect(ends(['06-30', '03-10'], { days: 1 })).toBe('2026-06-30T22:00:00.000Z');
    expect(ends(['03-09'], { days: 400 })).toBe('2028-03-09T23:00:00.000Z');
    expect(ends(['12-31'], undefined, at('2026-12-31T22:59:59Z'))).toBe('2026-12-31T23:00:00.000Z');
    expect(ends(['12-31'], undefined, at('2026-12-31T23:00:00Z'))).toBe('2027-12-31T23:00:00.000Z');
    expect(ends(['02-29'], undefined, at('2027-01-05T00:00:00Z'))).toBe('2027-02-28T23:00:00.000Z');
  });

  test('live longer by hand, never shorter, and none where none ends by then', () => {
    const story = begun({
      rules: ['a', 'b', 'c'].map((id, n) => ({
        id,
        on: `${id}.done`,
        earn: 5,
        ...(n < 2 ? { expiry: { days: 10 * (n + 1) } } : {}),
      })),
    });
    for (const id of ['a', 'b', 'c']) story.fact('m', `${id}.done`, {}, { at: NOW });
    const extend = (until: object, before: number | null) => {
      const entry = story.ask({ kind: 'extend', until, before, ...BY });
      return [why(entry), ...changesOf(entry, 'lots.extended').map(({ points: n, expiresAt }) => [n, expiresAt - NOW])];
    };
    // Twenty days on, the clocks are an hour ahead.
    expect(extend({ to: NOW + 5 * DAY }, null)).toEqual(['nothing_to_extend']);
    expect(extend({ add: { days: 5 } }, NOW + 10 * DAY)).toEqual(['nothing_to_extend']);
    expect(extend({ add: { days: 5 } }, NOW + 10 * DAY + 1)).toEqual(['applied', [5, 15 * DAY]]);
    expect(extend({ to: NOW + 20 * DAY }, null)).toEqual(['applied', [10, 20 * DAY]]);
    expect(extend({ to: NOW + 20 * DAY }, null)).toEqual(['nothing_to_extend']);
  });
});
