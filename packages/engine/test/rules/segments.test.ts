import { describe, expect, test } from 'vitest';
import { nextMoveAt, segmentMoves } from '../../src/index.ts';
import { at, DAY, programOf, Story } from '../story.ts';

const NOW = at('2026-11-02T12:00:00Z');
const sleeping = { id: 'sleeping', when: { 'member.daysSinceOrder': { $gte: 30 } } };
const busy = { id: 'busy', when: { 'member.last.10.orders': { $gte: 2 } } };

function storyOf(...segments: object[]) {
  const story = new Story(programOf({ segments } as never)).member('m', NOW);
  const moment = () => ({ program: story.program, state: story.at('m', NOW), attributes: {}, standings: null });
  return { story, moment };
}

describe('time alone moves a member', () => {
  test('into a segment at the very instant at which its condition begins to hold, and no instant is told twice', () => {
    const { story, moment } = storyOf(sleeping);
    story.order('m', 'o1', { total: 1_000 }, { at: NOW });
    const begins = nextMoveAt(moment(), NOW);
    expect(begins).toBe(NOW + 30 * DAY);
    expect(segmentMoves(moment(), NOW + 30 * DAY)).toEqual([{ segment: 'sleeping', entered: true, n: 1 }]);
    expect(segmentMoves(moment(), NOW + 30 * DAY - 1)).toEqual([]);
    expect(nextMoveAt(moment(), NOW + 30 * DAY)).toBe(NOW + 31 * DAY);
    // Segments that every program has count what was done in a year.
    expect(nextMoveAt(moment(), NOW + 31 * DAY)).toBe(NOW + 365 * DAY);
    expect(nextMoveAt(moment(), NOW + 365 * DAY)).toBe(null);
  });

  test('by the last order that stands: one that was given back counts no more', () => {
    const { story, moment } = storyOf(sleeping);
    story.order('m', 'o1', { total: 1_000 }, { at: NOW });
    story.order('m', 'o2', { total: 1_000 }, { at: NOW + 5 * DAY });
    expect(nextMoveAt(moment(), NOW + 5 * DAY)).toBe(NOW + 35 * DAY);
    story.refund('m', 'o2', { amount: 1_000 }, { at: NOW + 6 * DAY });
    expect(nextMoveAt(moment(), NOW + 6 * DAY)).toBe(NOW + 30 * DAY);
  });

  test('out of one that counts what was done in so many days, when the first of it is that long ago', () => {
    const { story, moment } = storyOf(busy);
    expect(nextMoveAt(moment(), NOW)).toBe(null);
    story.order('m', 'o1', { total: 1_000 }, { at: NOW });
    story.order('m', 'o2', { total: 1_000 }, { at: NOW + DAY });
    expect(segmentMoves(moment(), NOW + DAY)).toEqual([{ segment: 'busy', entered: true, n: 1 }]);
    expect(segmentMoves(moment(), NOW + 10 * DAY - 1)).toEqual([{ segment: 'busy', entered: true, n: 1 }]);
    expect(segmentMoves(moment(), NOW + 10 * DAY)).toEqual([]);
  });

  test('nowhere who has not joined', () => {
    const { story } = storyOf(sleeping);
    story.fact('guest', 'order.paid', { orderId: 'g', currency: 'EUR', total: 100 }, { at: NOW });
    const state = story.at('guest', NOW);
    const moment = { program: story.program, state, attributes: {}, standings: null };
    expect([state.status === 'joined', segmentMoves(moment, NOW + 40 * DAY)]).toEqual([false, []]);
    expect(nextMoveAt(moment, NOW)).toBe(null);
  });
});
