import type { Program } from '@laurel/contract';
import type { Entry } from '../log/entry.ts';
import { remainingData } from '../order/give-back.ts';
import type { Goods } from '../order/goods.ts';
import type { Room } from './caps.ts';
import { timeOf } from './condition.ts';
import { type Judgement, judge } from './judge.ts';

/** What an entry that judged an order has to tell for judging it again. */
export type Judged = Pick<Entry, 'fact' | 'tier' | 'seen' | 'awards' | 'silent'>;

export interface JudgedAgain {
  /** What each rule's award comes to now. */
  awards: { rule: string; points: number }[];
  /** What it uses of the windows of caps. */
  used: Judgement['used'];
  /** How each award came about. */
  told: Judgement['awards'];
}

/**
 * Judges what remains of an order in its original entry's own context: version, tier, campaigns, and the cap room it had.
 * @param program the document of the version that judged it
 * @param most what the awards together came to before: they never rise (RULES 11)
 */
export function judgeAgain(program: Program, paid: Judged, goods: Goods, most: number): JudgedAgain {
  const { fact, seen, tier } = paid;
  if (!fact) return { awards: [], used: [], told: [] };
  const { orders = 0, spent = 0, attributes = {} } = seen ?? {};
  const { type, occurredAt } = fact;
  const subject = {
    event: { type, ...remainingData(goods, fact.data) },
    member: { tier, orders, spent, attributes },
    time: timeOf(program.timeZone, occurredAt),
  };
  const recorded = new Map<string, Room[] | undefined>();
  for (const { rule, room, of } of paid.silent) if (!of) recorded.set(rule, room);
  for (const { rule, room } of paid.awards) recorded.set(rule, room);
  const { awards, used } = judge(
    program,
    { type, occurredAt, goods, subject },
    { kind: 'recorded', of: (rule) => recorded.get(rule) ?? null },
  );
  let left = most;
  const kept = awards.map(({ rule, points }) => {
    const fits = Math.min(left, points);
    left -= fits;
    return { rule, points: fits };
  });
  return { awards: kept.filter(({ points }) => points > 0), used, told: awards };
}
