import type { Program } from '@laurel/contract';
import type { Entry, Standing } from '../log/entry.ts';
import { remainingData } from '../order/give-back.ts';
import type { Goods } from '../order/goods.ts';
import type { Room } from './caps.ts';
import { type Judgement, judge } from './judge.ts';
import { memberSeen, timeOf } from './subject.ts';

/** What an entry that judged an order has to tell for judging it again. */
export type Judged = Pick<Entry, 'fact' | 'tier' | 'seen' | 'awards' | 'silent'>;

export interface JudgedAgain {
  /** What each rule's award comes to now. */
  awards: Standing[];
  /** What it uses of the windows of caps. */
  used: Judgement['used'];
  /** How each award came about. */
  told: Judgement['awards'];
}

/**
 * Judges what remains of an order in its original entry's own context: version, tier, segments, campaigns, and the cap room it had.
 * @param program the document of the version that judged it
 * @param most what the points together, and each counter, may come to: by a refund they never rise (RULES 11). Null: what was added is
 *   judged, for which pools that all share have to be asked again.
 */
export function judgeAgain(
  program: Program,
  paid: Judged,
  goods: Goods,
  most: ReadonlyMap<string | null, number> | null,
): JudgedAgain {
  const { fact, seen, tier } = paid;
  if (!fact) return { awards: [], used: [], told: [] };
  const { type, occurredAt } = fact;
  const subject = {
    event: orderEvent(type, remainingData(goods, fact.data), seen?.orders ?? 0),
    member: memberSeen(seen, tier),
    time: timeOf(program.timeZone, occurredAt),
  };
  const recorded = new Map<string, Room[] | undefined>();
  for (const { rule, room, of } of paid.silent) if (!of) recorded.set(rule, room);
  for (const { rule, room } of paid.awards) recorded.set(rule, room);
  const { awards, used } = judge(
    program,
    { type, occurredAt, goods, subject },
    { kind: 'recorded', of: (rule) => recorded.get(rule) ?? null, asks: most === null },
  );
  const left = most && new Map(most);
  const kept = awards.flatMap(({ rule, points, counter }) => {
    const account = counter ?? null;
    const fits = left ? Math.min(left.get(account) ?? 0, points) : points;
    left?.set(account, (left.get(account) ?? 0) - fits);
    return fits > 0 ? [{ rule, points: fits, ...(counter === undefined ? {} : { counter }) }] : [];
  });
  return { awards: kept, used, told: awards };
}

/** What conditions see of an order: its data, and the how many-eth of the member's it is. @param orders those before it */
export function orderEvent(type: string, data: Record<string, unknown>, orders: number): Record<string, unknown> {
  return { ...data, type, orderNumber: orders + 1 };
}
