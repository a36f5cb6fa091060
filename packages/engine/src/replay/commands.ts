import type { Command } from '../log/command.ts';
import type { Entry, Reaction } from '../log/entry.ts';
import type { Evidence } from '../log/evidence.ts';

/** Of an entry what a replay needs. */
export type Kept = Pick<
  Entry,
  | 'member'
  | 'seq'
  | 'kind'
  | 'keys'
  | 'fact'
  | 'changes'
  | 'occurredAt'
  | 'recordedAt'
  | 'outcome'
  | 'reason'
  | 'imported'
>;

/**
 * What was asked of a log, read back from what came of it. Null: nothing that another program would be asked, as for what fell due by
 * itself or what the rules refused.
 */
export function commandOf(entry: Kept): Command | null {
  const { kind, keys, fact, changes, outcome, imported } = entry;
  const common = { key: keys[0] ?? '', body: '', ...(imported ? { imported } : {}) };
  switch (kind) {
    case 'member.created': {
      const made = changes.find((change) => change.kind === 'created');
      return made?.kind === 'created' ? { ...common, kind: 'create', guest: made.guest } : null;
    }
    case 'member.joined':
      return { ...common, kind: 'join', referral: linkIn(entry) };
    case 'member.referred': {
      const referral = linkIn(entry);
      return referral && { ...common, kind: 'refer', referral };
    }
    case 'fact.judged':
    case 'fact.kept':
      // One that is an order for the second time was no order then either.
      if (!fact || (outcome === 'refused' && entry.reason === null)) return null;
      // Who is in which segment follows from the version that judges.
      if (/^segment\.(entered|left)$/.test(fact.type)) return null;
      return { ...common, kind: 'fact', fact, referral: linkIn(entry) };
    case 'redemption.made': {
      const bought = changes.find((change) => change.kind === 'redeemed');
      if (outcome !== 'applied' || bought?.kind !== 'redeemed') return null;
      const { redemption, reward } = bought;
      const used = changes.find(
        (change) => change.kind === 'coupon.used' && change.subject === `redemption:${redemption}`,
      );
      return {
        ...common,
        kind: 'redeem',
        redemption,
        reward,
        ...(used?.kind === 'coupon.used' ? { choice: used.code } : {}),
      };
    }
    case 'redemption.cancelled': {
      const cancelled = changes.find((change) => change.kind === 'redemption.cancelled');
      if (outcome !== 'applied' || cancelled?.kind !== 'redemption.cancelled') return null;
      return { ...common, kind: 'cancel', redemption: cancelled.redemption };
    }
    case 'reaction': {
      const reaction = reactionIn(entry);
      return reaction && { ...common, kind: 'react', reaction };
    }
    case 'referral.decided': {
      const said = changes.find((change) => change.kind === 'referral.decided');
      if (said?.kind !== 'referral.decided') return null;
      return { ...common, kind: 'decideReferral', verdict: said.verdict, by: said.by, why: said.why };
    }
    case 'subject.handed_over': {
      const handed = changes.find((change) => change.kind === 'handed.over');
      return handed?.kind === 'handed.over'
        ? { ...common, kind: 'handOver', subject: handed.subject, to: handed.to }
        : null;
    }
    case 'member.closed': {
      const closed = changes.find((change) => change.kind === 'closed');
      return closed?.kind === 'closed' ? { ...common, kind: 'close', reason: closed.reason, into: closed.into } : null;
    }
    case 'streak.changed':
      return streakIn(entry, common);
    case 'draw.played': {
      const drawn = changes.find((change) => change.kind === 'drawn');
      return drawn?.kind === 'drawn' ? { ...common, kind: 'draw', draw: drawn.draw } : null;
    }
    case 'challenge.joined': {
      const joined = changes.find((change) => change.kind === 'challenge.joined');
      return joined?.kind === 'challenge.joined'
        ? { ...common, kind: 'joinChallenge', challenge: joined.challenge }
        : null;
    }
    case 'tier.granted':
      return tierIn(entry, common);
    case 'points.adjusted':
      return adjustmentIn(entry, common);
    default:
      return null;
  }
}

/** The code under which a coupon was issued, so that an order that used it finds it again. */
export function couponIn({ changes }: Pick<Kept, 'changes'>): string | null {
  for (const change of changes) if (change.kind === 'coupon.issued') return change.coupon.code;
  return null;
}

function linkIn({ changes }: Kept): { advocate: string; code: string } | null {
  for (const change of changes)
    if (change.kind === 'referral.linked') return { advocate: change.advocate, code: change.code };
  return null;
}

/** By what a recommendation was scored, so that other weights score it again. */
export function evidenceIn({ changes }: Pick<Kept, 'changes'>): Evidence | null {
  for (const change of changes) if (change.kind === 'referral.assessed') return change.evidence;
  return null;
}

/** What became of a friend is taken as it was. */
function reactionIn({ changes, outcome }: Kept): Reaction | null {
  if (outcome === 'refused' && changes.length === 0) return null;
  for (const change of changes) {
    if (change.kind === 'milestone.reached')
      return { kind: 'milestone.reached', friends: change.friends, at: change.at };
    if (change.kind === 'friend.stepped' && !changes.some(({ kind }) => kind === 'friend.advanced'))
      return { kind: 'friend.qualified', friend: change.friend, subject: '', at: change.at, step: change.step };
    if (change.kind === 'friend.step_undone' && !changes.some(({ kind }) => kind === 'friend.advanced')) {
      const { friend, step, effect, charged = false } = change;
      return { kind: 'friend.unqualified', friend, subject: '', reverses: effect, step, charged };
    }
    if (change.kind !== 'friend.advanced') continue;
    const { friend, at, stage, effect, charged = false } = change;
    if (stage === 'joined') return { kind: 'friend.joined', friend, at };
    if (stage === 'ordered' || stage === 'rewarded') return { kind: 'friend.qualified', friend, subject: '', at };
    if (stage === 'undone') return { kind: 'friend.unqualified', friend, subject: '', reverses: effect ?? '', charged };
  }
  return null;
}

/** A pause is taken as long as it was, whoever asked for it. */
function streakIn({ changes, recordedAt }: Kept, common: { key: string; body: string }): Command | null {
  for (const change of changes) {
    if (change.kind === 'streak.paused') {
      const until = recordedAt + (change.to - change.from + 1) * 86_400_000;
      return { ...common, kind: 'pauseStreak', streak: change.streak, until, own: false };
    }
    if (change.kind === 'streak.resumed')
      return { ...common, kind: 'pauseStreak', streak: change.streak, until: null, own: false };
    if (change.kind === 'streak.frozen' && change.cause.kind === 'hand')
      return {
        ...common,
        kind: 'giveFreezes',
        streak: change.streak,
        n: change.n,
        by: change.cause.by,
        why: change.cause.why,
      };
  }
  return null;
}

/** A tier by hand; one that was taken back ends what the draft was granted by hand. */
function tierIn({ changes, outcome }: Kept, common: { key: string; body: string }): Command | null {
  if (outcome !== 'applied') return null;
  for (const change of changes) {
    if (change.kind === 'tier.granted' && change.cause.kind === 'hand') {
      const { tier, until, cause } = change;
      return { ...common, kind: 'grantTier', tier, until, by: cause.by, why: cause.why };
    }
    if (change.kind === 'tier.revoked' && change.grant.startsWith('hand:'))
      return { ...common, kind: 'grantTier', tier: null, until: null, by: '', why: '' };
  }
  return null;
}

function adjustmentIn({ changes, outcome }: Kept, common: { key: string; body: string }): Command | null {
  let points = 0;
  let who: { by: string; why: string } | null = null;
  for (const change of changes) {
    if ((change.kind !== 'adjusted' && change.kind !== 'lot.opened') || change.source.kind !== 'adjustment') continue;
    points += change.kind === 'adjusted' ? -change.points : change.points;
    who = change.source;
  }
  return outcome === 'applied' && who && points !== 0
    ? { ...common, kind: 'adjust', points, by: who.by, why: who.why }
    : null;
}
