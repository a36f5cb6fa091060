import type { Program } from '@laurel/contract';
import type { Entry, Standing } from '../log/entry.ts';
import type { Fact } from '../log/fact.ts';
import { remainingData } from '../order/give-back.ts';
import type { Goods } from '../order/goods.ts';
import type { Cap, Room } from './caps.ts';
import { type Judgement, judge, type Rooms } from './judge.ts';
import { memberSeen, timeOf } from './subject.ts';

/** What an entry that judged an order has to tell for judging it again; and the room that was found for it since. */
export type Judged = Pick<Entry, 'tier' | 'seen' | 'awards' | 'silent'> & {
  fact: Fact;
  rooms?: ReadonlyMap<string, Room[]> | undefined;
  /** By rule, the most that its award may come to since. */
  most?: ReadonlyMap<string, number> | undefined;
};

export interface JudgedAgain {
  /** What each rule's award comes to now. */
  awards: Standing[];
  /** What it uses of the windows of caps. */
  used: Judgement['used'];
}

/**
 * Judges what remains of an order in its original entry's own context: version, tier, segments, campaigns, and the cap room it had.
 * @param program the document of the version that judged it
 * @param most what the points together, and each counter, may come to: by a refund they never rise (RULES 11)
 */
export function judgeAgain(
  program: Program,
  paid: Judged,
  goods: Goods,
  most: ReadonlyMap<string | null, number>,
): JudgedAgain {
  const recorded = new Map<string, Room[] | undefined>();
  for (const { rule, room, of } of paid.silent) if (!of) recorded.set(rule, room);
  for (const { rule, room } of paid.awards) recorded.set(rule, room);
  for (const [rule, room] of paid.rooms ?? []) recorded.set(rule, room);
  const judged = judgeIn(program, paid, goods, { kind: 'recorded', of: (rule) => recorded.get(rule) ?? null });
  const left = new Map(most);
  const awards: Standing[] = [];
  let { used } = judged;
  for (const { rule, points, counter } of judged.awards) {
    const account = counter ?? null;
    const fits = Math.min(left.get(account) ?? 0, paid.most?.get(rule) ?? points, points);
    left.set(account, (left.get(account) ?? 0) - fits);
    if (fits > 0) awards.push({ rule, points: fits, ...(counter === undefined ? {} : { counter }) });
    if (fits < points) used = usedLess(used, rule, points - fits);
  }
  return { awards, used };
}

/** Judges an order in its original context as if no cap but those of one order held. @param cools whether a cooldown is in the way */
export function judgeOpen(
  program: Program,
  paid: Judged,
  goods: Goods,
  cools: (rule: string, cap: Cap) => boolean,
): Judgement {
  return judgeIn(program, paid, goods, { kind: 'open', cools });
}

function judgeIn(program: Program, { fact, seen, tier }: Judged, goods: Goods, rooms: Rooms): Judgement {
  const { type, occurredAt } = fact;
  const subject = {
    event: orderEvent(type, remainingData(goods, fact.data), seen?.orders ?? 0),
    member: memberSeen(seen, tier),
    time: timeOf(program.timeZone, occurredAt),
  };
  return judge(program, { type, occurredAt, goods, subject }, rooms);
}

/** What is used when a rule's award comes to so much less: what comes to nothing uses no time either. */
export function usedLess(used: Judgement['used'], rule: string, less: number): Judgement['used'] {
  return used.flatMap((one) => {
    if (one.rule !== rule) return [one];
    return one.points > less ? [{ ...one, points: one.points - less }] : [];
  });
}

/** What conditions see of an order: its data, and the how many-eth of the member's it is. @param orders those before it */
export function orderEvent(type: string, data: Record<string, unknown>, orders: number): Record<string, unknown> {
  return { ...data, type, orderNumber: orders + 1 };
}
