import type { BoardPatch, BoardRow } from '@laurel/contract';
import { describe, expect, test } from 'vitest';
import { World } from '../e2e/support/world.ts';
import { patchBoard, placeMe, replaceBoard } from '../src/live/board.ts';
import { patchMember } from '../src/live/member.ts';
import { type BoardQuestion, keyOf } from '../src/store/state.ts';

const question: BoardQuestion = { limit: 3, around: 1 };
const longer: BoardQuestion = { limit: 5, around: 2 };
const key = keyOf(question);

function held(world: World, ...questions: BoardQuestion[]) {
  return Object.fromEntries(
    questions.map((each) => [keyOf(each), { view: world.view(each.limit), me: world.own(each.around) }]),
  );
}

const patch = (rows: BoardRow[], change: Partial<BoardPatch> = {}): BoardPatch => ({
  board: 'month',
  period: '2026-11',
  process: 'p1',
  from: 7,
  to: 8,
  members: 40,
  rows,
  gone: [],
  ...change,
});

describe('a member patch', () => {
  const member = new World().member;

  test('puts new values onto the version that it starts from', () => {
    const next = patchMember(member, { from: 41, to: 43, set: { alias: 'New' } });
    expect(next).toMatchObject({ alias: 'New', version: 43, points: member.points });
  });

  test('is dropped when it is older than what is held', () => {
    expect(patchMember(member, { from: 40, to: 41, set: { alias: 'Old' } })).toBeNull();
  });

  test('that starts from another version means asking for everything', () => {
    expect(patchMember(member, { from: 42, to: 43, set: {} })).toBe('ask');
    expect(patchMember(null, { from: 41, to: 42, set: {} })).toBe('ask');
  });
});

describe('a board patch', () => {
  test('puts rows in the order of their places and takes those out that left', () => {
    const world = new World();
    const row = { id: 'new', place: 1, alias: 'New', score: 9_000 };
    const moved = world.rows.slice(0, 2).map((each) => ({ ...each, place: each.place + 1 }));
    const next = patchBoard(held(world, question), [question], patch([...moved, row], { gone: ['row-3'] }));
    expect(next).toMatchObject({ [key]: { view: { version: { process: 'p1', n: 8 } } } });
    if (next === null || next === 'ask') throw new Error('the patch applies');
    expect(next[key]?.view.rows.map(({ id }) => id)).toEqual(['new', 'row-1', 'row-2']);
  });

  test('reaches every page of the board, each at its own length', () => {
    const world = new World();
    const next = patchBoard(held(world, question, longer), [question, longer], patch([]));
    if (next === null || next === 'ask') throw new Error('the patch applies');
    expect(next[key]?.view.rows).toHaveLength(3);
    expect(next[keyOf(longer)]?.view.rows).toHaveLength(5);
  });

  test('of another process or from another version means asking', () => {
    const boards = held(new World(), question);
    expect(patchBoard(boards, [question], patch([], { process: 'p2' }))).toBe('ask');
    expect(patchBoard(boards, [question], patch([], { from: 8, to: 9 }))).toBe('ask');
  });

  test('that is old, or of another board, changes nothing', () => {
    const boards = held(new World(), question);
    expect(patchBoard(boards, [question], patch([], { from: 6, to: 7 }))).toBeNull();
    expect(patchBoard(boards, [question], patch([], { board: 'week' }))).toBeNull();
  });
});

describe('a board snapshot', () => {
  const next = (world: World) => ({
    ...world.view(10),
    period: { ...world.view(10).period, id: '2026-12', startsAt: '2099-01-01T00:00:00Z' },
  });

  test('of the following period takes the place of the running one', () => {
    const world = new World();
    const boards = replaceBoard(held(world, question), [question], { view: next(world), me: null });
    expect(boards?.[key]?.view.period.id).toBe('2026-12');
  });

  test('of another period leaves a page that names its own', () => {
    const world = new World();
    const named = { ...question, period: '2026-11' };
    expect(replaceBoard(held(world, named), [named], { view: next(world), me: null })).toBeNull();
  });
});

test('one’s own place is taken with as many neighbours as were asked for', () => {
  const world = new World();
  const boards = placeMe(held(world, question), [question], { me: world.own(10), version: world.version });
  expect(boards?.[key]?.me?.rows.map(({ id }) => id)).toEqual(['row-11', 'row-12', 'row-13']);
});
