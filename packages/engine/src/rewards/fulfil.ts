import { hasCode } from '@laurel/contract';
import { affect, type Draft, emit } from '../decide/draft.ts';
import type { RewardOf } from '../earn/program.ts';
import type { RedemptionState } from '../log/state.ts';
import { addFreezes } from '../streaks/hand.ts';
import { grantTier, revokeTiers } from '../tiers/grant.ts';
import { addDuration } from '../time/add.ts';
import { issueCoupon } from './issue.ts';

/** Gives what a reward promises: a code, or a right, a badge, a gift to a cause. */
export function fulfil(draft: Draft, reward: RewardOf, redemption: string): void {
  const { program, recordedAt: at } = draft;
  const { id, give, codes, couponValid } = reward;
  if (hasCode(give)) {
    if (codes && 'webhook' in codes) {
      // The shop is asked for a code once this entry stands.
      affect(draft, { kind: 'code', id: `code:${redemption}`, redemption, reward: id, url: codes.webhook });
      return;
    }
    const expiresAt = couponValid ? addDuration(program.timeZone, at, couponValid) : null;
    issueCoupon(draft, { redemption, reward: id, give, issuedAt: at, expiresAt });
  } else if ('access' in give) {
    const { access: entitlement, lasts } = give;
    const latest =
      draft.state.entitlements[entitlement]?.reduce((end, { until }) => Math.max(end, until ?? end), at) ?? at;
    // Bought again before it is over, it goes on from there.
    const until = lasts ? addDuration(program.timeZone, latest, lasts) : null;
    emit(draft, { kind: 'entitled', entitlement, redemption, at, until });
  } else if ('badge' in give) {
    if (draft.state.badges[give.badge] === undefined) emit(draft, { kind: 'badge.granted', badge: give.badge, at });
  } else if ('freezes' in give) {
    addFreezes(draft, give.streak, give.freezes, { kind: 'reward', redemption });
  } else if ('tier' in give) {
    // Bought again before it is over, it goes on from there.
    const latest = boughtUntil(draft.state, give.tier) ?? at;
    const until = give.lasts ? addDuration(program.timeZone, Math.max(at, latest), give.lasts) : null;
    const cause = { kind: 'reward', redemption } as const;
    grantTier(draft, { grant: `reward:${redemption}`, tier: give.tier, at, until, cause });
  } else if ('donation' in give) {
    emit(draft, { kind: 'gave', cause: give.cause, unit: 'money', n: give.donation, redemption });
  } else if ('trees' in give) {
    const price = program.causes.find((cause) => cause.id === give.cause)?.tree;
    const priced = price === undefined ? {} : { price };
    emit(draft, { kind: 'gave', cause: give.cause, unit: 'trees', n: give.trees, redemption, ...priced });
  }
}

/** Until when a tier is held that was bought; null: it was not, or for ever. */
function boughtUntil({ tierGrants }: Draft['state'], tier: string): number | null {
  const bought = tierGrants.filter((grant) => grant.tier === tier && grant.id.startsWith('reward:'));
  return bought.reduce<number | null>(
    (last, { until }) => (until === null ? last : Math.max(last ?? until, until)),
    null,
  );
}

/** Takes back what was given for a redemption, as the entries say that it was given. */
export function withdraw(draft: Draft, { id, coupon }: RedemptionState): void {
  const { state, context } = draft;
  if (coupon) emit(draft, { kind: 'coupon.cancelled', code: coupon });
  revokeTiers(draft, [`reward:${id}`], draft.recordedAt);
  for (const [entitlement, grants] of Object.entries(state.entitlements))
    if (grants.some(({ redemption }) => redemption === id))
      emit(draft, { kind: 'entitlement.withdrawn', entitlement, redemption: id });
  for (const { kind, subjects, changes } of context.history) {
    if ((kind !== 'redemption.made' && kind !== 'reaction') || !subjects.includes(`redemption:${id}`)) continue;
    for (const change of changes) {
      if (change.kind === 'gave' && change.n > 0) emit(draft, { ...change, n: -change.n });
      if (change.kind === 'badge.granted' && state.badges[change.badge] !== undefined)
        emit(draft, { kind: 'badge.withdrawn', badge: change.badge });
    }
  }
}
