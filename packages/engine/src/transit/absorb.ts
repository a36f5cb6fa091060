import { completeSteps } from '../challenges/progress.ts';
import { affect, type Draft, type Ending, emit, inHoldout } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import type { Entry } from '../log/entry.ts';
import { type Estate, estateOf, lotFrom } from '../log/estate.ts';
import { forfeit } from '../points/forfeit.ts';
import { fillOwed } from '../points/owed.ts';
import { disown } from '../referral/advocate.ts';
import { lookAtMilestones } from '../referral/milestones.ts';
import { withdrawWelcome } from '../referral/withdraw.ts';
import { earnedTier, settleGrants } from '../tiers/raise.ts';
import { addDuration } from '../time/add.ts';

/**
 * Takes over what a merged member left (RULES 26): lots with their dates, what is owed, used caps, what counts for tiers, progress of
 * challenges, friends. The higher tier stays. An advocate who turns out to be their own friend loses that referral.
 */
export function absorb(draft: Draft, { from, closing, state: left }: Extract<Command, { kind: 'absorb' }>): Ending {
  const { state, recordedAt: at } = draft;
  const estate = estateOf(left, from);
  draft.subjects.add(`merge:${from}`);
  const held = earnedTier(state);
  const own = new Set([draft.context.member, from, ...state.absorbed, ...estate.absorbed]);
  const before = { referral: state.referral, done: doneIn(state.challenges), codes: Object.keys(state.coupons) };
  const us = [draft.context.member, ...state.absorbed];
  // Somebody erased meanwhile: the points come to rest under the same tombstone, and nothing follows from them.
  if (state.status === 'closed') return rest(draft, from, closing);
  const badges = Object.keys(estate.badges).filter((badge) => state.badges[badge] === undefined);
  emit(draft, { kind: 'absorbed', from, estate, ...(badges.length > 0 ? { badges } : {}) });
  arrive(draft, from, closing);
  if (estate.joinedAt !== null && state.status !== 'joined')
    emit(draft, { kind: 'joined', at: estate.joinedAt, draw: state.draw });
  keepHigherTier(draft, held, earnedTier({ tier: estate.tier, under: estate.under ?? null }));
  settleGrants(draft, at);
  fillOwed(draft, at);
  completeTogether(draft, new Set([...before.done, ...doneIn(estate.challenges)]));
  for (const { referral, friends, codes } of [
    { referral: before.referral, friends: us, codes: before.codes },
    { referral: estate.referral, friends: [from, ...estate.absorbed], codes: Object.keys(estate.coupons) },
  ]) {
    if (!referral || !own.has(referral.advocate)) continue;
    // Both sides go back, as far as they did not expire.
    const { advocate } = referral;
    withdrawWelcome(draft, { advocate, friends, codes, charged: false });
    if (state.referral?.advocate === advocate) emit(draft, { kind: 'referral.undone', advocate });
  }
  for (const friend of own) disown(draft, friend);
  lookAtMilestones(draft);
  creditKept(draft, from, estate);
  return { kind: 'member.absorbed', outcome: 'applied', reason: null };
}

/** What was on its way out of the other log comes into this one, with its dates. */
function arrive(draft: Draft, from: string, closing: Entry): void {
  for (const change of closing.changes) {
    if (change.kind === 'lot.sent') {
      const { kind: _, to: __, lot, ...rest } = change;
      emit(draft, { ...rest, kind: 'lot.received', lot: lotFrom(from, lot), from });
    } else if (change.kind === 'owed.sent') emit(draft, { kind: 'owed.received', points: change.points, from });
  }
}

/** What was on its way to somebody erased goes where what they had went. */
function rest(draft: Draft, from: string, closing: Entry): Ending {
  arrive(draft, from, closing);
  forfeit(draft);
  return { kind: 'member.absorbed', outcome: 'applied', reason: null };
}

/** A visitor's facts are judged as on joining, where the program says so. */
function creditKept(draft: Draft, from: string, estate: Estate): void {
  const { program, context, recordedAt, state } = draft;
  if (!program.credit || estate.joinedAt !== null || state.status !== 'joined' || inHoldout(draft)) return;
  const since = addDuration(program.timeZone, recordedAt, { days: program.credit.lastDays }, -1);
  affect(draft, { kind: 'credit', id: `credit:${context.member}:merge:${from}`, since, of: from });
}

function keepHigherTier(draft: Draft, own: Estate['tier'], other: Estate['tier']): void {
  const place = (id: string | null) => draft.program.tiers.findIndex((tier) => tier.id === id);
  const [mine, theirs] = [place(own.id), place(other.id)];
  const isLonger = own.until !== null && (other.until === null || other.until > own.until);
  if (theirs < 0 || theirs < mine || (theirs === mine && !isLonger)) return;
  const at = draft.recordedAt;
  emit(draft, { kind: 'tier.changed', from: own.id, to: other.id, at, until: other.until });
}

function doneIn(challenges: Estate['challenges']): string[] {
  return Object.entries(challenges).flatMap(([id, { completedAt }]) => (completedAt === null ? [] : [id]));
}

/** Progress of both may come to what neither had alone. */
function completeTogether(draft: Draft, done: ReadonlySet<string>): void {
  for (const challenge of draft.program.challenges) {
    const standing = draft.state.challenges[challenge.id];
    if (!standing || done.has(challenge.id)) continue;
    completeSteps(draft, challenge, { type: 'member.merged', key: '', occurredAt: draft.recordedAt, data: {} }, null);
  }
}
