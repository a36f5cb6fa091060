import type { ProgramInput } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { emptyState, movesUntil } from '../../src/index.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-03-10T12:00:00Z'); // a Tuesday

/** Lets a member enter and leave segments up to an instant. @returns each move, and when it was made */
function sort(story: Story, until: number, who = 'm'): string[] {
  const moment = { program: story.program, attributes: story.attributes, standings: null };
  const moves: string[] = [];
  for (const { command, at: when } of movesUntil(moment, () => story.states.get(who) ?? emptyState(), until)) {
    const { type, data } = command.fact;
    moves.push(
      `${new Date(when).toISOString()} ${type.replace('segment.', '')} ${String(data.segment)} ${String(data.n)} ${command.key === `\u0001segment:${String(data.segment)}:${String(data.n)}`}`,
    );
    story.submit(who, command, when);
  }
  return moves;
}
const begun = (input: Partial<ProgramInput>, joined = true) =>
  new Story(programOf({ enrol: 'explicit', ...input })).member('m', NOW, { joined });

describe('a member is sorted into segments', () => {
  test('by the calendar at the midnight at which it turns, where the shop is', () => {
    const story = begun({ segments: [{ id: 'weekend', when: { 'time.weekday': { $gte: 6 } } }] });
    expect(sort(story, NOW + 13 * DAY)).toEqual([
      '2026-03-13T23:00:00.000Z entered weekend 1 true',
      '2026-03-15T23:00:00.000Z left weekend 2 true',
      '2026-03-20T23:00:00.000Z entered weekend 3 true',
      '2026-03-22T23:00:00.000Z left weekend 4 true',
    ]);
    expect(sort(story, NOW + 13 * DAY)).toEqual([]);
    expect(sort(story, at('2026-03-27T23:00:00Z') - 1)).toEqual([]);
    expect(sort(story, at('2026-03-27T23:00:00Z'))).toEqual(['2026-03-27T23:00:00.000Z entered weekend 5 true']);
  });

  test('by what grows old, at that very instant, and by what follows from it at once', () => {
    const segments = [
      { id: 'lately', when: { 'member.last.10.orders': { $gte: 1 } } },
      { id: 'known', when: { 'member.counters.x': { $gte: 1 } } },
    ];
    const rules = [
      { id: 'r', on: 'segment.left', when: { 'event.segment': 'lately' }, earn: { points: 1, counter: 'x' } },
    ];
    const story = begun({ segments, rules, counters: [{ id: 'x' }] });
    story.order('m', 'o', { total: 1_000 }, { at: NOW });
    expect(sort(story, NOW + 10 * DAY - 1)).toEqual(['2026-03-10T12:00:00.000Z entered lately 1 true']);
    expect(sort(story, NOW + 90 * DAY)).toEqual([
      '2026-03-20T12:00:00.000Z left lately 2 true',
      '2026-03-20T12:00:00.000Z entered known 1 true',
    ]);
  });

  test('no more than eight times at one instant, where each move brings the next', () => {
    const rules = ['entered', 'left'].map((how) => ({
      id: how,
      on: `segment.${how}`,
      earn: { points: 1, counter: 'x' },
    }));
    const segments = [{ id: 'even', when: { 'member.counters.x': { $not: { $mod: [2, 1] } } } }];
    const story = begun({ segments, rules, counters: [{ id: 'x' }] });
    expect(sort(story, NOW + 400 * DAY).length).toBe(8);
    expect(sort(story, NOW).length).toBe(8);
    expect(story.at('m', NOW).counters).toEqual({ x: 16 });
  });

  test('only once they have joined, and where there are any', () => {
    expect(sort(begun({}), NOW + 900 * DAY)).toEqual([]);
    const guest = begun({ segments: [{ id: 'all', when: { 'member.orders': { $gte: 0 } } }] }, false);
    expect(sort(guest, NOW)).toEqual([]);
    guest.submit('m', { kind: 'join', referral: null, key: 'j', body: '' }, NOW);
    expect(sort(guest, NOW - 1)).toEqual([]);
    expect(sort(guest, NOW)).toEqual(['2026-03-10T12:00:00.000Z entered all 1 true']);
    const closed = guest.submit('m', { kind: 'close', reason: 'erased', into: null, key: 'c', body: '' }, NOW);
    expect(closed.changes.map(({ kind }) => kind)).toEqual(['segment.moved', 'closed']);
  });
});
