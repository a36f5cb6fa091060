import type { OpeningRow } from '@laurel/contract';
import { type Opening, textOf } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimId, claimOf } from '../../store/claims.ts';
import { hashOf } from '../hash.ts';
import { ensureMembers } from '../members/ensure.ts';
import { storedId } from '../members/person.ts';
import { leadOf, submitFollowing } from '../merges/follow.ts';
import { normalCode } from '../referrals/resolve.ts';

export interface OpeningSettings {
  /** The provider's name: one opening balance from each. */
  from: string;
  /** Lots count for tiers and boards (RULES 9). */
  qualifies: boolean;
  /** How long points wait that are pending without a date. */
  pendingDays: number;
}

const DAY = 86_400_000;

/**
 * Gives a member the balance that they bring along, once.
 * @returns the member's id
 * @throws LaurelError `idempotency_conflict` where another balance came from this provider before, `claim_conflict` where a code belongs to
 *   another member, `refused` with the reason
 */
export async function openBalance(
  laurel: Laurel,
  program: PublishedProgram,
  row: OpeningRow,
  settings: OpeningSettings,
): Promise<string> {
  const stored = storedId({ kind: 'account', id: row.member });
  const member = await leadOf(laurel, (await ensureMembers(laurel, program, [stored])).get(stored) ?? '');
  await claimCodes(laurel, program, member, row);
  const submitted = await submitFollowing(
    laurel,
    program,
    member,
    {
      kind: 'open',
      key: `\u0001opening:${settings.from}`,
      body: hashOf([row, settings.qualifies]),
      opening: openingOf(laurel.now(), program, row, settings),
    },
    { standing: true, enrol: { guest: false, join: true } },
  );
  if (submitted.entry.outcome === 'refused') throw new LaurelError('refused', { reason: submitted.entry.reason });
  const said = {
    ...(row.email === undefined ? {} : { 'profile.email': row.email }),
    ...(row.name === undefined ? {} : { 'profile.name': row.name }),
    ...(row.referralCode === undefined ? {} : { referralCode: normalCode(row.referralCode) }),
  };
  if (!submitted.replayed && Object.keys(said).length > 0)
    await laurel.store.members.collection.updateOne({ _id: member, erasedAt: null } as never, { $set: said });
  return submitted.entry.member;
}

/** The id of a tier by its id or its name in any language; as it stands where there is none. */
export function tierOf({ document }: PublishedProgram, told: string): string {
  const same = (name: string) => name.toLowerCase() === told.trim().toLowerCase();
  const found = document.tiers.find(
    ({ id, name }) => same(id) || ['en', 'fr'].some((locale) => same(textOf(name, locale, id))),
  );
  return found?.id ?? told;
}

function openingOf(
  now: number,
  program: PublishedProgram,
  row: OpeningRow,
  { from, qualifies, pendingDays }: OpeningSettings,
): Opening {
  const { points = 0, pending = 0, lifetime = null } = row;
  const lots = row.lots.map(({ points: n, earnedAt = now, availableAt = now, expiresAt = null }) => ({
    points: n,
    at: Math.min(earnedAt, now),
    activeAt: availableAt > now ? availableAt : null,
    expiresAt,
  }));
  if (points > 0) lots.push({ points, at: now, activeAt: null, expiresAt: null });
  if (pending > 0) lots.push({ points: pending, at: now, activeAt: now + pendingDays * DAY, expiresAt: null });
  return {
    from,
    lots,
    owed: Math.max(0, -points),
    tier: row.tier === undefined ? null : { id: tierOf(program, row.tier), until: row.tierUntil ?? null },
    lifetime,
    coupons: row.coupons.map(({ code, amount, percent, expiresAt = null }) => ({
      code,
      redemption: null,
      reward: null,
      give: amount === undefined ? { percent: percent ?? 0 } : { amount },
      minimum: null,
      issuedAt: now,
      expiresAt,
    })),
    qualifies,
  };
}

/** Live codes and the referral code are the member's, or nothing of the row is taken. */
async function claimCodes(laurel: Laurel, program: PublishedProgram, member: string, row: OpeningRow): Promise<void> {
  const claims = [
    ...row.coupons.map(({ code }) => claimOf(program.id, 'coupon', code, member)),
    ...(row.referralCode === undefined ? [] : [claimOf(program.id, 'code', normalCode(row.referralCode), member)]),
  ];
  if (claims.length === 0) return;
  const standing = await claimAll(laurel.store, claims);
  for (const { _id, kind } of claims) {
    const other = standing.get(_id);
    if (other && other.member !== member) {
      const code = row.coupons.find((one) => claimId(program.id, 'coupon', one.code) === _id)?.code ?? row.referralCode;
      throw new LaurelError(
        'claim_conflict',
        { [kind]: code },
        { message: `the code ${code} belongs to another member` },
      );
    }
  }
}
