import { describe, expect, test } from 'vitest';
import { checkEntry, copyState, type Entry, emptyState, evolve, fold, type State } from '../../src/index.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const start = at('2026-03-20T12:00:00Z');

/** A member with an order pending and one active; the state before the last entry, and that entry. */
function sound(): { before: State; last: Entry } {
  const story = new Story(programOf({ points: { pending: { days: 14 }, expiry: { months: 3 } } }));
  story.member('m', start);
  story.order('m', '1', { total: 5_000 }, { at: start });
  story.order('m', '2', { total: 7_000 }, { at: start + 15 * DAY });
  const log = story.log('m');
  const last = log.at(-1) as Entry;
  return { before: fold(log.slice(0, -1)), last };
}

describe('the audit of one entry', () => {
  test('finds nothing in a sound one, and changes nothing', () => {
    const { before, last } = sound();
    const [state, entry] = [JSON.stringify(before), JSON.stringify(last)];
    expect(checkEntry(before, last)).toEqual([]);
    expect([JSON.stringify(before), JSON.stringify(last)]).toEqual([state, entry]);
  });

  test.each<[string, (last: Entry) => Entry, RegExp]>([
    ['a number that was left out', (last) => ({ ...last, seq: last.seq + 1 }), /its number is 5, after 3/],
    ['a clock that went back', (last) => ({ ...last, recordedAt: start - 1 }), /recorded before the entry/],
    ['no key', (last) => ({ ...last, keys: [] }), /it has no key/],
    ['a posting too many', (last) => ({ ...last, postings: [...last.postings, ...last.postings] }), /its postings/],
    ['a posting too few', (last) => ({ ...last, postings: last.postings.slice(1) }), /its postings/],
    [
      'a posting of another amount',
      ({ postings: [first, ...others], ...last }) => ({
        ...last,
        postings: first ? [{ ...first, points: first.points + 1 }, ...others] : [],
      }),
      /its postings/,
    ],
    [
      'a posting to another account',
      ({ postings: [first, ...others], ...last }) => ({
        ...last,
        postings: first ? [{ ...first, to: 'redeemed' }, ...others] : [],
      }),
      /its postings/,
    ],
    [
      'a posting from another account',
      ({ postings: [first, ...others], ...last }) => ({
        ...last,
        postings: first ? [{ ...first, from: 'expired' }, ...others] : [],
      }),
      /its postings/,
    ],
    ['points that are no whole number', withLot({ points: 0.5 }), /lot.opened moves 0.5 points/],
    ['points below zero', withLot({ points: -3 }), /lot.opened moves -3 points/],
    ['no points at all', withLot({ points: 0 }), /lot.opened moves 0 points/],
  ])('finds %s', (_, spoil, fault) => {
    const { before, last } = sound();
    expect(checkEntry(before, spoil(last)).join('; ')).toMatch(fault);
  });

  test.each<[string, (state: State) => Partial<State>, RegExp]>([
    [
      'a balance that is not its lots',
      ({ available }) => ({ available: available + 1 }),
      /available is 51, its lots sum to 50/,
    ],
    ['pending points without a lot', ({ pending }) => ({ pending: pending + 1 }), /pending is 71, its lots sum to 70/],
    ['an account below zero', () => ({ owed: -1 }), /owed is -1/],
    ['a debt beside points to spend', () => ({ owed: 1 }), /points are owed while others are available/],
    ['held points without a hold', () => ({ held: 4 }), /held is 4, its holds sum to 0/],
    ['half a point', ({ available }) => ({ available: available + 0.5 }), /available is 50.5/],
  ])('finds %s', (_, spoil, fault) => {
    const { before, last } = sound();
    const state = copyState(before);
    Object.assign(state, spoil(state));
    expect(checkEntry(state, last).join('; ')).toMatch(fault);
  });

  test('finds a lot without points', () => {
    const { before, last } = sound();
    const state = copyState(before);
    state.lots = state.lots.map((lot) => ({ ...lot, points: 0 }));
    expect(checkEntry(state, last).join('; ')).toMatch(/lot 3\.1 has 0 points/);
  });
});

/** The last entry's lot with something else about it. */
function withLot(wrong: object) {
  return (last: Entry): Entry => ({
    ...last,
    changes: last.changes.map((change) => (change.kind === 'lot.opened' ? { ...change, ...wrong } : change)),
  });
}

test('a fold of nothing is the empty state', () => {
  expect(fold([])).toEqual(emptyState());
  const { before, last } = sound();
  expect(fold([last], copyState(before))).toEqual(evolve(copyState(before), last));
});
