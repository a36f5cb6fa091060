import type { Reason } from '@laurel/contract';
import { progress } from '../challenges/progress.ts';
import { playOn } from '../draws/play.ts';
import { Usage } from '../earn/caps.ts';
import { judge } from '../earn/judge.ts';
import { memberOf, type Subject, timeOf } from '../earn/subject.ts';
import { useWindows } from '../earn/windows.ts';
import type { Command } from '../log/command.ts';
import type { Fact } from '../log/fact.ts';
import { delivered } from '../order/delivered.ts';
import { isOrderChange, isPurchase } from '../order/fact.ts';
import { orderSubject, release } from '../points/wait.ts';
import { keepStreaks } from '../streaks/keep.ts';
import { followMembership } from '../tiers/grant.ts';
import { tierAt } from '../tiers/raise.ts';
import { grantAwards } from './awards.ts';
import { apartBecause, type Draft, type Ending, emit } from './draft.ts';
import { takeGuard } from './guard.ts';
import { decideChange } from './order-changed.ts';
import { decideOrder } from './order-paid.ts';

type FactCommand = Extract<Command, { kind: 'fact' }>;

/** Judges a fact: an order, a refund, or any kind that the merchant names. */
export function decideFact(draft: Draft, command: FactCommand): Ending {
  const { fact, referral } = command;
  if (isPurchase(fact.type)) return decideOrder(draft, fact, referral);
  if (isOrderChange(fact.type)) return decideChange(draft, fact);
  const order = orderSubject(fact);
  if (order) draft.subjects.add(order);
  const apart = apartBecause(draft);
  if (apart) return kept(apart);
  if (isMove(fact)) {
    if (!move(draft, fact)) return { kind: 'fact.judged', outcome: 'refused', reason: 'superseded' };
    draft.subjects.add(`segment:${String(fact.data.segment)}`);
  }
  const delivery = delivered(draft, fact);
  if (delivery === 'again') return { kind: 'fact.judged', outcome: 'refused', reason: 'already_delivered' };
  const reason = takeGuard(draft, fact);
  if (reason) return { kind: 'fact.judged', outcome: 'refused', reason };
  const { subject, moved } = judgeFact(draft, fact, { ...fact.data, ...delivery });
  const more = [playOn(draft, fact, subject, null), release(draft, fact), followMembership(draft, fact, subject)].some(
    Boolean,
  );
  return { kind: 'fact.judged', outcome: 'applied', reason: reasonOf(draft, fact, moved || more) };
}

/**
 * Judges by rules and challenges something that is no order.
 * @param data what conditions and formulas look at: the fact's own and what is known of it besides
 */
export function judgeFact(
  draft: Draft,
  fact: Fact,
  data: Record<string, unknown> = fact.data,
): { subject: Subject; moved: boolean } {
  draft.tier = tierAt(draft, fact.occurredAt);
  const subject = subjectOf(draft, fact, data);
  const { occurredAt } = fact;
  const judged = judge(
    draft.program,
    { type: fact.type, occurredAt, goods: null, subject },
    { kind: 'live', usage: new Usage(draft.state, draft.context.pools) },
  );
  draft.awards = judged.awards;
  draft.silent.push(...judged.silent);
  useWindows(draft, judged.used);
  grantAwards(draft, judged.awards, { subject: null, at: occurredAt });
  const moved = [progress(draft, fact, subject, null), keepStreaks(draft, fact, subject, null)].some(Boolean);
  return { subject, moved };
}

const isMove = ({ type }: Fact): boolean => type === 'segment.entered' || type === 'segment.left';

/** Writes down that the member is in a segment, or no longer. @returns false when that move was made before */
function move(draft: Draft, { type, data, occurredAt: at }: Fact): boolean {
  const { segment, n } = data as { segment: string; n: number };
  if ((draft.state.segments[segment]?.n ?? 0) !== n - 1) return false;
  emit(draft, { kind: 'segment.moved', segment, in: type === 'segment.entered', n, at });
  return true;
}

/** The entry of a fact that is kept and earns nothing. */
export function kept(reason: Reason): Ending {
  return { kind: 'fact.kept', outcome: 'kept', reason };
}

/** What conditions may look at, as of now and of the fact's own time. */
function subjectOf({ state, context, program, tier }: Draft, fact: Fact, data: Record<string, unknown>): Subject {
  const time = timeOf(program.timeZone, fact.occurredAt);
  const { attributes, standings = null } = context;
  return {
    event: { ...data, type: fact.type },
    member: memberOf(program, state, { tier, attributes, time, standings }),
    time,
  };
}

/** Why a fact came to nothing at all; null when it came to something, or when each rule tells for itself. */
export function reasonOf(draft: Draft, fact: Fact, moved: boolean): Reason | null {
  if (moved || draft.awards.length > 0) return null;
  return draft.program.rules.some(({ on }) => on === fact.type) ? null : 'no_rule';
}
