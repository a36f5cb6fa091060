import type { Program } from '@laurel/contract';
import { type Draft, emit } from '../decide/draft.ts';
import { holds } from '../earn/condition.ts';
import { isDated } from '../earn/program.ts';
import type { Subject } from '../earn/subject.ts';
import { giveGrant, waitOfGoods } from '../grants/give.ts';
import type { Fact } from '../log/fact.ts';
import type { StreakState } from '../log/state.ts';
import { unitAt } from './unit.ts';
import { walk } from './walk.ts';

type StreakOf = Program['streaks'][number];

/** The time zone that a member's streaks go by: their own, or the program's. */
export function zoneOf({ context, state, program }: Draft, id: string): string {
  return context.timeZone ?? state.streaks[id]?.zone ?? program.timeZone;
}

/**
 * Keeps up the streaks that a fact is an activity of; one that comes late repairs what it falls into.
 * @param of the subject of an order, so that its refund finds what it did
 * @returns whether any moved
 */
export function keepStreaks(draft: Draft, fact: Fact, subject: Subject, of: string | null): boolean {
  let any = false;
  for (const streak of draft.program.streaks) {
    if (!streak.on.includes(fact.type) || !isDated(streak, fact.occurredAt) || !holds(streak.when, subject)) continue;
    const zone = zoneOf(draft, streak.id);
    const unit = unitAt(zone, fact.occurredAt, streak.per);
    const known = draft.state.streaks[streak.id];
    const had = isKept(known, unit);
    // Whether an order is the only one that kept it up matters once it is given back.
    if (had && (known?.orders?.[unit] === undefined || (of !== null && known.orders[unit].includes(of)))) continue;
    if (!had) begin(draft, streak, unit);
    const order = of === null ? {} : { subject: of };
    emit(draft, { kind: 'streak.kept', streak: streak.id, unit, at: fact.occurredAt, per: streak.per, zone, ...order });
    if (had) continue;
    reach(draft, streak, fact.occurredAt, of);
    any = true;
  }
  return any;
}

function isKept(known: StreakState | undefined, unit: number): boolean {
  if (!known) return false;
  if (known.base.last !== null && unit <= known.base.last) return true;
  return known.runs.some(({ from, to }) => from <= unit && unit <= to);
}

/** One begins with some freezes. */
function begin(draft: Draft, { id, freezes }: StreakOf, unit: number): void {
  if (draft.state.streaks[id]?.begun || !freezes || freezes.start === 0) return;
  emit(draft, {
    kind: 'streak.frozen',
    streak: id,
    n: freezes.start,
    most: freezes.most,
    unit,
    cause: { kind: 'start' },
  });
}

/** Gives what the length of the streak gives, each once in a streak, or once for the member. */
function reach(draft: Draft, { id, per, milestones, freezes }: StreakOf, at: number, order: string | null): void {
  const known = draft.state.streaks[id];
  if (!known) return;
  const now = Math.max(unitAt(known.zone, draft.recordedAt, per), known.runs.at(-1)?.to ?? 0);
  const { current, start } = walk(known, now);
  if (start === null) return;
  for (const { at: length, grant, again } of milestones) {
    const had = known.reached[length];
    if (current < length || (had !== undefined && (!again || had >= start))) continue;
    giveGrant(draft, grant, {
      of: 'streak',
      id,
      ...waitOfGoods(draft, order, at),
      note: ({ lot, points, badge, counter, redemption }) => {
        const more = {
          ...(badge === null ? {} : { badge }),
          ...(counter === null ? {} : { counter }),
          ...(redemption === null ? {} : { redemption }),
        };
        emit(draft, { kind: 'streak.reached', streak: id, length, unit: now, at, lot, points, ...more });
      },
    });
  }
  const every = freezes?.every;
  if (!every || !freezes) return;
  const earned = Math.floor(current / every);
  const had = known.earned && known.earned.unit >= start ? known.earned.n : 0;
  if (earned > had)
    emit(draft, {
      kind: 'streak.frozen',
      streak: id,
      n: earned - had,
      most: freezes.most,
      unit: now,
      cause: { kind: 'earned', n: earned },
    });
}
