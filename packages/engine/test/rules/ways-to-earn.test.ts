import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { type Entry, entryView } from '../../src/index.ts';
import { at, awarded, programOf, Story } from '../story.ts';

const NOW = at('2026-11-22T12:00:00Z');
const lines = [
  { sku: 'shoe', quantity: 2, unitPrice: 3_000, category: 'shoes' },
  { sku: 'sock', quantity: 4, unitPrice: 1_000, category: 'socks' },
];
const story = (program: Partial<ProgramInput>) => new Story(programOf(program)).member('m', NOW);
const counter = (of: Story, id: string) => of.at('m', NOW).counters[id] ?? 0;

describe('what earns', () => {
  test('pieces, all of them or of a category, and refunds take back what they gave', () => {
    const rules = [{ id: 'p', on: 'order.paid', lines: { category: 'socks' }, earn: { points: 5, items: 1 } }];
    const of = story({ rules });
    const entry = of.order('m', 'o', { total: 10_000, lines }, { at: NOW });
    expect(entry.awards[0]).toMatchObject({ points: 20, pieces: 4, amount: null });
    expect(entryView(entry, 'e', 'en', of.program).text).toContain('4 piece(s)');
    of.refund('m', 'o', { amount: 1_000, lines: [{ sku: 'sock', quantity: 1 }] }, { at: NOW });
    expect(of.points('m', NOW).balance).toBe(15);
  });

  test('per cent of the amount, by what points are worth', () => {
    const rules = [{ id: 'back', on: 'order.paid', earn: { percent: 5 } }];
    const of = story({ rules, points: { worth: { points: 100, amount: 500 } } });
    expect(awarded(of.order('m', 'o', { total: 8_750 }, { at: NOW }))).toBe(87);
  });

  test('joining, once, in the entry that tells of it; not for the control group', () => {
    const rules = [{ id: 'welcome', on: 'member.joined', earn: 50, pending: false as const }];
    const of = story({ rules });
    const joined = of.log('m').find(({ kind }) => kind === 'member.joined');
    expect(joined).toMatchObject({ kind: 'member.joined', awards: [{ rule: 'welcome', points: 50 }] });
    expect(entryView(joined as Entry, 'e', 'en', of.program).text).toBe(
      'Joined the programme: +50 points by “welcome”.',
    );
    expect(of.points('m', NOW)).toMatchObject({ available: 50 });
    const apart = new Story(programOf({ rules, holdout: { percent: 50 } }));
    apart.draw = 0;
    apart.member('m', NOW);
    expect(apart.points('m', NOW)).toMatchObject({ available: 0 });
  });

  test('a number that the merchant’s own event names', () => {
    const rules = [{ id: 'run', on: 'run.finished', earn: { points: 3, per: 2, of: 'event.kilometres' } }];
    const of = story({ rules });
    expect(awarded(of.fact('m', 'run.finished', { kilometres: 10.5 }, { at: NOW }))).toBe(15);
    expect(of.fact('m', 'run.finished', { kilometres: 'far' }, { at: NOW }).silent).toEqual([
      { rule: 'run', reason: 'nothing_eligible' },
    ]);
  });

  test('the how many-eth order, a channel, a country, hours and dates', () => {
    const rules = [
      { id: 'first', on: 'order.paid', when: { 'event.orderNumber': 1 }, earn: 1 },
      { id: 'second', on: 'order.paid', when: { 'event.orderNumber': 2 }, earn: 2 },
      { id: 'app', on: 'order.paid', when: { 'event.channel': 'app', 'event.country': 'FR' }, earn: 4 },
      { id: 'noon', on: 'order.paid', when: { 'time.at': { $gte: '12:30', $lt: '13:30' } }, earn: 8 },
      { id: 'day', on: 'order.paid', when: { 'time.date': '2026-11-22', 'time.month': 11 }, earn: 16 },
    ];
    const of = story({ rules });
    expect(awarded(of.order('m', 'o1', { total: 100, channel: 'app', country: 'FR' }, { at: NOW }))).toBe(29);
    expect(awarded(of.order('m', 'o2', { total: 100 }, { at: NOW + 86_400_000 }))).toBe(10);
  });

  test('currencies: by a rate, by a rule of their own, or not at all', () => {
    const rules = [
      { id: 'base', on: 'order.paid', earn: { points: 1, per: 100 } },
      { id: 'pounds', on: 'order.paid', currency: 'GBP', earn: { points: 2, per: 100 } },
    ];
    const of = story({ rules, currencies: [{ code: 'USD', rate: 0.9 }, { code: 'GBP' }] });
    const order = (id: string, currency: string) => of.order('m', id, { total: 10_000, currency }, { at: NOW });
    expect(order('e', 'EUR').awards.map(({ points }) => points)).toEqual([100]);
    expect(order('u', 'USD').awards.map(({ points }) => points)).toEqual([90]);
    expect(order('g', 'GBP')).toMatchObject({ awards: [{ points: 200 }], silent: [{ reason: 'other_currency' }] });
    expect(order('j', 'JPY')).toMatchObject({ outcome: 'refused', reason: 'currency_mismatch' });
    expect(of.states.get('m')?.spent).toBe(19_000);
  });

  test('what was paid with a gift card earns nothing where the program says so, after a refund in proportion too', () => {
    const of = story({ payments: { earnNothing: ['gift_card'] } });
    const paidWith = [{ kind: 'gift_card', code: 'G', amount: 4_000 }];
    expect(awarded(of.order('m', 'o', { total: 10_000, paidWith }, { at: NOW }))).toBe(60);
    of.refund('m', 'o', { amount: 5_000 }, { at: NOW });
    expect(of.points('m', NOW).balance).toBe(30);
  });
});

describe('counters, segments and cooldowns', () => {
  test('a counter is earned, told and given back by the rules of points', () => {
    const counters = [{ id: 'miles', name: 'Miles' }];
    const rules = [{ id: 'm', on: 'order.paid', earn: { points: 1, per: 100, counter: 'miles' } }];
    const of = story({ rules, counters });
    const entry = of.order('m', 'o', { total: 10_000, lines }, { at: NOW });
    expect(entryView(entry, 'e', 'en', of.program).counters).toEqual([{ id: 'miles', n: 100 }]);
    expect(counter(of, 'miles')).toBe(100);
    expect(of.points('m', NOW).balance).toBe(0);
    of.refund('m', 'o', { amount: 3_000 }, { at: NOW });
    expect(counter(of, 'miles')).toBe(70);
    of.fact('m', 'order.cancelled', { orderId: 'o' }, { at: NOW });
    expect(counter(of, 'miles')).toBe(0);
    of.audit();
  });

  test('a segment multiplies, and a refund judges with the segments of then', () => {
    const segments = [{ id: 'new', when: { 'member.orders': 0 }, earn: { times: 3 } }];
    const of = story({ segments });
    expect(awarded(of.order('m', 'o1', { total: 10_000 }, { at: NOW }))).toBe(300);
    expect(awarded(of.order('m', 'o2', { total: 10_000 }, { at: NOW }))).toBe(100);
    of.refund('m', 'o1', { amount: 5_000 }, { at: NOW });
    expect(of.points('m', NOW).balance).toBe(250);
  });

  test('a cooldown refuses what comes too near, from either side', () => {
    const rules = [{ id: 'visit', on: 'store.visited', earn: 10, cooldown: { hours: 2 } }];
    const of = story({ rules });
    const visit = (minutes: number) =>
      of.fact('m', 'store.visited', {}, { at: NOW + minutes * 60_000, received: NOW + 600 * 60_000 });
    expect([300, 419, 420, 181, 180].map((minutes) => awarded(visit(minutes)))).toEqual([10, 0, 10, 0, 10]);
    expect(visit(301).awards[0]?.clippedBy?.reason).toBe('cooldown');
  });
});
