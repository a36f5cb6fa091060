import type { Program } from '@laurel/contract';

export type SegmentOf = Program['segments'][number];

/** Who is loyal, where a merchant has not said it: who ordered three times within a year. */
export const LOYAL: SegmentOf = {
  id: 'loyal',
  name: { en: 'Loyal', fr: 'Fidèles' },
  when: { 'member.last.365.orders': { $gte: 3 } },
};

const known = new WeakMap<Program, SegmentOf[]>();

/** The segments of a program; with any of its own it has `loyal`, by the merchant's definition or the usual one. */
export function segmentsOf(program: Program): SegmentOf[] {
  let all = known.get(program);
  if (!all) {
    const { segments } = program;
    all = segments.length === 0 || segments.some(({ id }) => id === LOYAL.id) ? segments : [...segments, LOYAL];
    known.set(program, all);
  }
  return all;
}
