import { type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Command } from '../log/command.ts';
import { count } from '../tiers/count.ts';
import { fillOwed } from './owed.ts';
import { isQualifying } from './qualify.ts';

/** Takes over what a member brings from another provider: lots with their dates, what is owed, the tier, live codes. */
export function open(draft: Draft, { opening }: Extract<Command, { kind: 'open' }>): Ending {
  const { program, recordedAt } = draft;
  const { from, lots, owed, tier, lifetime, coupons, qualifies } = opening;
  const kind = 'balance.opened';
  if (tier && !program.tiers.some(({ id }) => id === tier.id))
    return { kind, outcome: 'refused', reason: 'unknown_tier' };
  const source = { kind: 'opening', from, ...(qualifies ? { qualifies: true as const } : {}) } as const;
  const subject = `opening:${from}`;
  draft.subjects.add(subject);
  if (owed > 0) emit(draft, { kind: 'owed.opened', points: owed, subject });
  for (const { points, at, activeAt, expiresAt } of lots) {
    draft.opened += 1;
    const lot = `${draft.seq}.${draft.opened}`;
    emit(draft, { kind: 'lot.opened', lot, points, source, subject, at, activeAt, expiresAt, expiry: null });
    if (!isQualifying(source)) continue;
    count(draft, { count: 'earned', at, points, subject });
    if (activeAt === null) count(draft, { count: 'active', at, points, subject });
    emit(draft, { kind: 'tallied', metric: 'points.earned', n: points, at, subject });
  }
  if (lifetime !== null && lifetime > 0) {
    count(draft, { count: 'earned', at: recordedAt, points: lifetime, subject });
    count(draft, { count: 'active', at: recordedAt, points: lifetime, subject });
  }
  if (tier) {
    const held = draft.state.tier.id;
    emit(draft, { kind: 'tier.changed', from: held, to: tier.id, at: recordedAt, until: tier.until });
  }
  for (const coupon of coupons) emit(draft, { kind: 'coupon.issued', coupon });
  fillOwed(draft, recordedAt);
  return { kind, outcome: 'applied', reason: null };
}
