import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import type { Command, Entry } from '../../src/index.ts';
import { at, awarded, changesOf, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z');
const HOUR = 3_600_000;
let made = 0;
const begun = (input: Partial<ProgramInput>) => new Story(programOf(input)).member('m', NOW);
const why = ({ outcome, reason }: Entry) => (outcome === 'refused' ? reason : outcome);
const tell = (story: Story, type: string, data: object, when = NOW, via: object = {}) => {
  const key = `k${++made}`;
  const fact = { type, key, occurredAt: when, data: data as Record<string, unknown>, ...via };
  return story.submit('m', { kind: 'fact', fact, referral: null, key, body: '' } as Command, NOW + 5 * DAY);
};
const midnight = at('2026-03-10T23:00:00Z');

describe('what a browser or a visitor brings', () => {
  test('is of a kind that the program lets them, so many times in a local day', () => {
    const story = begun({
      browserEvents: [{ on: 'game.played', perDay: 2 }],
      rules: [{ id: 'r', on: 'game.played', earn: 1 }],
    });
    const browser = (when: number, type = 'game.played') => why(tell(story, type, {}, when, { via: 'browser' }));
    expect([browser(NOW, 'store.visited'), browser(NOW), browser(midnight - 1), browser(NOW + 1)]).toEqual([
      'not_from_browser',
      'applied',
      'applied',
      'limit',
    ]);
    expect([browser(midnight), browser(midnight + 1), browser(midnight + 2), browser(NOW + 2)]).toEqual([
      'applied',
      'applied',
      'limit',
      'limit',
    ]);
    // What the shop's own server says is not counted.
    expect(why(tell(story, 'game.played', {}, NOW))).toBe('applied');
    expect(story.points('m', NOW + 5 * DAY).available).toBe(5);
  });

  test('of one place counts again when its time is over, of another at once', () => {
    const story = begun({
      visits: { places: [{ id: 'counter' }, { id: 'back' }], cooldown: { hours: 6 } },
      rules: [{ id: 'r', on: 'store.visited', earn: 1 }],
    });
    const visit = (when: number, place: string | null = 'counter') => {
      const entry = tell(story, 'store.visited', place === null ? {} : { place }, when);
      return [why(entry), ...changesOf(entry, 'window.used').map(({ times, closesAt }) => [times, closesAt])];
    };
    expect(visit(NOW)).toEqual(['applied', [1, NOW + 6 * HOUR]]);
    expect(visit(NOW + 6 * HOUR - 1)).toEqual(['cooldown']);
    expect(visit(NOW + HOUR, 'back')).toEqual(['applied', [1, NOW + 7 * HOUR]]);
    // It begins anew: what was counted before goes.
    expect(visit(NOW + 6 * HOUR)).toEqual(['applied', [0, NOW + 12 * HOUR]]);
    expect(visit(NOW + 12 * HOUR)).toEqual(['applied', [0, NOW + 18 * HOUR]]);
    expect(story.at('m', NOW + 5 * DAY).windows['visit:counter']).toEqual({
      times: 1,
      points: 0,
      closesAt: NOW + 18 * HOUR,
    });
    expect(visit(NOW, null)).toEqual(['applied']);
    const open = begun({ rules: [{ id: 'r', on: 'store.visited', earn: 1 }] });
    expect([1, 2].map(() => changesOf(tell(open, 'store.visited', { place: 'counter' }), 'window.used'))).toEqual([
      [],
      [],
    ]);
  });

  test('of shared links counts so many times a day, where the program says so', () => {
    const rules = [{ id: 'r', on: 'share.visited', earn: 1 }];
    const story = begun({ shares: { per: 'day', perDay: 2 }, rules });
    expect([NOW, NOW, NOW, midnight].map((when) => why(tell(story, 'share.visited', {}, when)))).toEqual([
      'applied',
      'applied',
      'limit',
      'applied',
    ]);
    const other = begun({ rules });
    expect([NOW, NOW, NOW].map((when) => why(tell(other, 'share.visited', {}, when)))).toEqual(
      Array(3).fill('applied'),
    );
  });
});

describe('a cooldown and an order that changes', () => {
  const rules = [{ id: 'r', on: 'order.paid', earn: { points: 1, per: 100 }, cooldown: { hours: 2 } }];
  const change = (story: Story, type: string, data: object) => {
    const entry = story.fact('m', type, { orderId: 'o', currency: 'EUR', ...data }, { at: NOW });
    return [
      story.points('m', NOW).available,
      ...entry.changes.flatMap(({ kind }) => (kind.startsWith('cooldown.') ? [kind] : [])),
    ];
  };

  test('begins with the order, ends only with all of it, and begins again when it stands again', () => {
    const story = begun({ rules });
    expect(changesOf(story.order('m', 'o', { total: 1_000 }, { at: NOW }), 'cooldown.started')).toMatchObject([
      { at: NOW, until: NOW + 2 * HOUR },
    ]);
    expect(change(story, 'order.amended', { amendmentId: 'a', total: 2_000 })).toEqual([20]);
    expect(change(story, 'order.amended', { amendmentId: 'b', total: 500 })).toEqual([5]);
    expect(change(story, 'order.refunded', { refundId: 'r', amount: 100 })).toEqual([4]);
    expect(change(story, 'order.charged_back', { chargebackId: 'c' })).toEqual([0, 'cooldown.ended']);
    expect(story.at('m', NOW).cooldowns).toEqual({ r: [] });
    expect(change(story, 'order.chargeback_won', { chargebackId: 'c' })).toEqual([4, 'cooldown.started']);
    expect(story.at('m', NOW).cooldowns).toEqual({ r: [{ at: NOW, until: NOW + 2 * HOUR }] });
    expect(awarded(story.order('m', 'p', { total: 1_000 }, { at: NOW + 2 * HOUR - 1 }))).toBe(0);
    expect(awarded(story.order('m', 'q', { total: 1_000 }, { at: NOW + 2 * HOUR }))).toBe(10);
  });
});

describe('of two things that multiply alike', () => {
  test('the one that stands first is told', () => {
    const dates = { from: '2026-03-01T00:00:00Z', until: '2026-04-01T00:00:00Z' };
    const campaigns = ['one', 'two', 'three'].map((id) => ({
      id,
      ...dates,
      earn: { times: id === 'three' ? 1.5 : 2 },
    }));
    const story = begun({ campaigns });
    expect(story.order('m', 'o', { total: 1_000 }, { at: NOW }).awards).toMatchObject([
      { points: 20, multipliers: [{ id: 'one', times: 2 }] },
    ]);
  });
});
