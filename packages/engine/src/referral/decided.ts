import { type Draft, type Ending, emit } from '../decide/draft.ts';
import { FIRST } from '../evolve/referrals.ts';
import type { Command } from '../log/command.ts';
import { reach, unreach, verdictOf, welcome } from './friend.ts';
import { turnDown } from './withdraw.ts';

/**
 * Somebody's word over a recommendation, with all that follows. Approved, both sides get what they would have got; refused, what was
 * given is taken back, since it was fraud: the advocate may come to owe it. The same word again changes nothing.
 */
export function decideReferral(
  draft: Draft,
  { verdict, by, why }: Extract<Command, { kind: 'decideReferral' }>,
): Ending {
  const { state, recordedAt: at } = draft;
  const { referral } = state;
  if (!referral) return { kind: 'referral.decided', outcome: 'refused', reason: 'reward_unavailable' };
  const stood = verdictOf(referral);
  const { welcomed } = referral;
  emit(draft, { kind: 'referral.decided', verdict, by, why, at });
  if (verdict === 'passed' && stood !== 'passed') approve(draft, welcomed, at);
  if (verdict === 'refused') refuse(draft);
  return { kind: 'referral.decided', outcome: 'applied', reason: null };
}

function approve(draft: Draft, welcomed: boolean, at: number): void {
  if (!welcomed) welcome(draft, at);
  const waiting = Object.entries(draft.state.referral?.waiting ?? {}).sort(([, a], [, b]) => a.at - b.at);
  for (const [step, { subject, at: ordered }] of waiting) reach(draft, step, subject, ordered);
}

/** What counted waits from now on, so that it counts again if somebody thinks better of it. */
function refuse(draft: Draft): void {
  const { referral } = draft.state;
  if (!referral) return;
  const { qualifiedBy, reached } = referral;
  const counted = [
    ...Object.entries(reached).map(([step, { subject }]) => ({ step, subject })),
    ...(qualifiedBy === null ? [] : [{ step: FIRST, subject: qualifiedBy }]),
  ];
  for (const { step, subject } of counted) {
    unreach(draft, step, true);
    emit(draft, { kind: 'referral.waiting', step, subject, at: draft.recordedAt });
  }
  turnDown(draft, true);
}
