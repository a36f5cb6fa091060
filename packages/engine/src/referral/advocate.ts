import type { Reason } from '@laurel/contract';
import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Reaction } from '../log/entry.ts';
import { grant } from '../points/grant.ts';
import { reverse } from '../points/reverse.ts';

type Of<Kind extends Reaction['kind']> = Extract<Reaction, { kind: Kind }>;

/** What a friend's entry means for the advocate. The command's key is the id of the effect that brought it. */
export function react(
  draft: Draft,
  key: string,
  reaction: Exclude<Reaction, { kind: 'prize.won' | 'gift.given' }>,
): Ending {
  draft.subjects.add(`friend:${reaction.friend}`);
  switch (reaction.kind) {
    case 'friend.joined':
      return joined(draft, reaction);
    case 'friend.qualified':
      return qualified(draft, reaction, key);
    case 'friend.unqualified':
      return unqualified(draft, reaction);
  }
}

function joined(draft: Draft, { friend, at }: Of<'friend.joined'>): Ending {
  draft.occurredAt = at;
  // One that has gone further already stays there.
  if (draft.state.friends[friend]) return done();
  const apart = apartBecause(draft);
  advance(draft, { friend, stage: apart ? 'refused' : 'joined', at, reason: apart });
  return apart ? refused(apart) : done();
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
  const { points } = advocate;
  const source = { kind: 'referral', side: 'advocate', friend } as const;
  const pending = hold ?? program.points.pending;
  const lot = grant(draft, { points, source, subject: null, at, pending, expiry: program.points.expiry });
  const waits = draft.state.lots.some(({ id, activeAt }) => id === lot && activeAt !== null);
  advance(draft, { friend, stage: waits ? 'ordered' : 'rewarded', at, points, lot, effect });
  return done();
}

/**
 * Undoes exactly what the reaction that it names granted, as far as it is still there: a friend's refund never puts the advocate
 * in debt. If it comes first, it voids that reaction.
 */
function unqualified(draft: Draft, { friend, reverses, charged }: Of<'friend.unqualified'>): Ending {
  const known = draft.state.friends[friend];
  const at = draft.recordedAt;
  if (known?.effect !== reverses || known.stage === 'undone') {
    if (known?.stage !== 'undone') advance(draft, { friend, stage: 'undone', at, reason: 'voided', effect: reverses });
    return done();
  }
  const own = draft.state.lots.filter(({ source }) => isOf(source, friend));
  const left = own.reduce((sum, lot) => sum + lot.points, 0);
  // Only a chargeback may put the advocate in debt, and not for what expired unused.
  const points = charged ? Math.max(left, known.points - (known.expired ?? 0)) : left;
  if (points > 0)
    reverse(draft, {
      points,
      subject: `friend:${friend}`,
      own: ({ source }) => isOf(source, friend),
      expired: [],
      beyond: charged ? 'debt' : 'stop',
    });
  advance(draft, { friend, stage: 'undone', at, lot: known.lot, effect: reverses });
  return done();
}

function isOf(source: { kind: string; side?: string; friend?: string }, friend: string): boolean {
  return source.kind === 'referral' && source.side === 'advocate' && source.friend === friend;
}

function advance(
  draft: Draft,
  step: {
    friend: string;
    stage: 'joined' | 'ordered' | 'rewarded' | 'undone' | 'refused';
    at: number;
    points?: number;
    reason?: Reason | null;
    lot?: string | null;
    effect?: string | null;
  },
): void {
  const { points = 0, reason = null, lot = null, effect = null } = step;
  emit(draft, {
    kind: 'friend.advanced',
    friend: step.friend,
    stage: step.stage,
    at: step.at,
    points,
    reason,
    lot,
    effect,
  });
}

function done(): Ending {
  return { kind: 'reaction', outcome: 'applied', reason: null };
}

function refused(reason: Reason): Ending {
  return { kind: 'reaction', outcome: 'refused', reason };
}
