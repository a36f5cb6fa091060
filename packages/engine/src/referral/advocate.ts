import type { FriendStage, Reason } from '@laurel/contract';
import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import { FIRST } from '../evolve/referrals.ts';
import type { Reaction } from '../log/entry.ts';
import type { FriendState } from '../log/state.ts';
import { dueAt, give, NOTHING, takeBack } from './gain.ts';
import { lookAtMilestones, mature as matureMilestone, reachMilestone } from './milestones.ts';
import { advocateGain } from './steps.ts';

export type OfAdvocate = Exclude<Reaction, { kind: 'prize.won' | 'gift.given' | 'goal.reached' }>;
type Of<Kind extends Reaction['kind']> = Extract<Reaction, { kind: Kind }>;

/** What a friend's entry means for the advocate. The command's key is the id of the effect that brought it. */
export function react(draft: Draft, key: string, reaction: OfAdvocate): Ending {
  if ('friend' in reaction) draft.subjects.add(`friend:${reaction.friend}`);
  const ending = byKind(draft, key, reaction);
  lookAtMilestones(draft);
  return ending;
}

function byKind(draft: Draft, key: string, reaction: OfAdvocate): Ending {
  switch (reaction.kind) {
    case 'friend.joined':
      return joined(draft, reaction, key);
    case 'friend.qualified':
      return reaction.step === undefined ? qualified(draft, reaction, key) : stepped(draft, reaction, key);
    case 'friend.unqualified':
      return reaction.step === undefined ? unqualified(draft, reaction) : unstepped(draft, reaction);
    case 'friend.refused':
      return turnedDown(draft, reaction);
    case 'friend.matured':
      return matured(draft, reaction);
    case 'milestone.reached':
      return reachMilestone(draft, reaction, key);
    case 'milestone.matured':
      return matureMilestone(draft, reaction);
  }
}

function joined(draft: Draft, { friend, at, again }: Of<'friend.joined'>, effect: string): Ending {
  draft.occurredAt = at;
  const known = draft.state.friends[friend];
  // One that has gone further already stays there; one that was refused and is approved of begins again.
  if (known && !(again && (known.stage === 'refused' || known.stage === 'undone'))) return done();
  const apart = apartBecause(draft);
  advance(draft, { friend, stage: apart ? 'refused' : 'joined', at, reason: apart });
  if (apart) return refused(apart);
  award(draft, friend, 'joined', at, effect);
  return done();
}

function qualified(draft: Draft, { friend, at }: Of<'friend.qualified'>, effect: string): Ending {
  draft.occurredAt = at;
  const { program, state } = draft;
  const known = state.friends[friend];
  if (known?.stage === 'undone' && known.effect === effect) return refused('voided');
  if (known?.effect === effect) return done();
  const reason: Reason | null = apartBecause(draft) ?? (program.referral ? null : 'reward_unavailable');
  if (reason || !program.referral) {
    advance(draft, { friend, stage: 'refused', at, reason });
    return refused(reason ?? 'reward_unavailable');
  }
  const { advocate, hold } = program.referral;
  if (!('points' in advocate)) {
    const due = dueAt(draft, advocate, at, hold);
    advance(draft, { friend, stage: due === null ? 'rewarded' : 'ordered', at, effect });
    award(draft, friend, FIRST, at, effect);
    return done();
  }
  const { points, lot } = give(draft, advocate, {
    side: 'advocate',
    friend,
    at,
    pending: hold ?? program.points.pending,
    kept: { points: known?.kept ?? 0 },
  });
  const waits = draft.state.lots.some(({ id, activeAt }) => id === lot && activeAt !== null);
  advance(draft, { friend, stage: waits ? 'ordered' : 'rewarded', at, points, lot, effect });
  return done();
}

/**
 * Undoes exactly what the reaction that it names granted, as far as it is still there: a friend's refund never puts the advocate
 * in debt; only fraud and chargebacks may, and not for what expired unused. If it comes first, it voids that reaction.
 */
function unqualified(draft: Draft, { friend, reverses, charged = false }: Of<'friend.unqualified'>): Ending {
  const known = draft.state.friends[friend];
  const at = draft.recordedAt;
  if (known?.effect !== reverses || known.stage === 'undone') {
    if (known?.stage !== 'undone') advance(draft, { friend, stage: 'undone', at, reason: 'voided', effect: reverses });
    return done();
  }
  const { lot } = known;
  const kept = takeFirst(draft, friend, known, charged);
  undoStep(draft, friend, FIRST, known.steps?.[FIRST]?.effect ?? '', charged);
  advance(draft, { friend, stage: 'undone', at, lot, effect: reverses, kept, charged });
  return done();
}

/** Takes back the points that a friend's first order was worth. @returns how many stay */
function takeFirst(draft: Draft, friend: string, known: FriendState, charged: boolean): number {
  const { points, expired = 0, kept = 0 } = known;
  const got = { ...NOTHING, points, expired, kept: { points: kept } };
  return takeBack(draft, got, { side: 'advocate', friend, charged })?.points ?? 0;
}

/** Takes back all that a friend was worth who turns out to be the advocate: what is gone of it is owed. */
export function disown(draft: Draft, friend: string): void {
  const known = draft.state.friends[friend];
  if (!known) return;
  const { stage, lot, effect, steps = {} } = known;
  takeFirst(draft, friend, known, true);
  for (const [step, given] of Object.entries(steps)) undoStep(draft, friend, step, given.effect, true);
  if (stage === 'undone') return;
  advance(draft, { friend, stage: 'undone', at: draft.recordedAt, reason: 'self_referral', lot, effect });
}

/** A further step of a friend. */
function stepped(draft: Draft, { friend, at, step = FIRST }: Of<'friend.qualified'>, effect: string): Ending {
  draft.occurredAt = at;
  const apart = apartBecause(draft);
  if (apart) return refused(apart);
  const known = draft.state.friends[friend]?.steps?.[step];
  if (known?.effect === effect) return known.undone ? refused('voided') : done();
  // What tells of the friend in the first place may still be on its way.
  if (!draft.state.friends[friend]) advance(draft, { friend, stage: 'joined', at });
  award(draft, friend, step, at, effect);
  return done();
}

function unstepped(
  draft: Draft,
  { friend, reverses, step = FIRST, charged = false }: Of<'friend.unqualified'>,
): Ending {
  const at = draft.recordedAt;
  if (!draft.state.friends[friend]) advance(draft, { friend, stage: 'joined', at });
  undoStep(draft, friend, step, reverses, charged, true);
  return done();
}

/** The recommendation was refused after the advocate was told of it. */
function turnedDown(draft: Draft, { friend, at, charged = false }: Of<'friend.refused'>): Ending {
  const known = draft.state.friends[friend];
  undoStep(draft, friend, 'joined', known?.steps?.joined?.effect ?? '', charged);
  const effect = known?.effect ?? null;
  if (known?.stage !== 'undone') advance(draft, { friend, stage: 'refused', at, reason: 'referral_refused', effect });
  return done();
}

/** Gives what a step is worth, now or once the return window has closed. */
function award(draft: Draft, friend: string, step: string, at: number, effect: string): void {
  const { referral, points } = draft.program;
  const gain = referral && advocateGain(referral, step);
  if (!referral || !gain) return;
  const due = dueAt(draft, gain, at, referral.hold);
  const pending = referral.hold ?? points.pending;
  const kept = draft.state.friends[friend]?.steps?.[step]?.kept;
  const got = due === null ? give(draft, gain, { side: 'advocate', friend, step, at, pending, kept }) : NOTHING;
  emit(draft, { kind: 'friend.stepped', friend, step, at, effect, dueAt: due, got });
}

function matured(draft: Draft, { friend, step, at }: Of<'friend.matured'>): Ending {
  const known = draft.state.friends[friend];
  const waiting = known?.steps?.[step];
  const gain = draft.program.referral && advocateGain(draft.program.referral, step);
  if (!known || !waiting || waiting.dueAt === null || waiting.undone) return refused('voided');
  if (!gain) return refused('reward_unavailable');
  const { effect, kept } = waiting;
  const got = give(draft, gain, { side: 'advocate', friend, step, at, kept });
  emit(draft, { kind: 'friend.stepped', friend, step, at: waiting.at, effect, dueAt: null, got });
  if (step === FIRST && known.stage === 'ordered')
    advance(draft, { friend, stage: 'rewarded', at, effect: known.effect });
  return done();
}

/** @param voids notes it also where nothing was given yet: the reaction that gives may come later */
function undoStep(draft: Draft, friend: string, step: string, effect: string, charged: boolean, voids = false): void {
  const known = draft.state.friends[friend]?.steps?.[step];
  if (known?.undone || (!known && !voids)) return;
  const isIts = known !== undefined && (!voids || known.effect === effect);
  const kept = isIts ? takeBack(draft, known, { side: 'advocate', friend, step, charged }) : known?.kept;
  emit(draft, { kind: 'friend.step_undone', friend, step, effect, ...(kept ? { kept } : {}), ...fraud(charged) });
}

function advance(
  draft: Draft,
  step: {
    friend: string;
    stage: FriendStage;
    at: number;
    points?: number;
    reason?: Reason | null;
    lot?: string | null;
    effect?: string | null;
    kept?: number;
    charged?: boolean;
  },
): void {
  const { friend, stage, at, points = 0, reason = null, lot = null, effect = null, kept, charged = false } = step;
  const stays = kept === (draft.state.friends[friend]?.kept ?? 0) || kept === undefined ? {} : { kept };
  emit(draft, { kind: 'friend.advanced', friend, stage, at, points, reason, lot, effect, ...stays, ...fraud(charged) });
}

const fraud = (charged: boolean) => (charged ? ({ charged } as const) : {});

function done(): Ending {
  return { kind: 'reaction', outcome: 'applied', reason: null };
}

function refused(reason: Reason): Ending {
  return { kind: 'reaction', outcome: 'refused', reason };
}
