import type { RedemptionView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { putCodeBack } from '../../log/pool.ts';
import { giveBack } from '../../log/stock.ts';
import { claimAll, claimId, claimOf, findClaims } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { findMember } from '../members/find.ts';
import { enrolOf, personOf } from '../members/person.ts';
import { redemptionView } from './view.ts';

/**
 * Buys a reward with points: the key is claimed, then one of the stock is reserved, then the entry is appended; each step may be
 * tried again with the same key.
 * @throws LaurelError `reward_not_found`, `member_not_found`, `member_closed`, `idempotency_conflict`, or `refused` with the reason
 */
export async function createRedemption(
  laurel: Laurel,
  program: PublishedProgram,
  input: { key: string; member: string; reward: string; choice?: string | undefined },
): Promise<RedemptionView> {
  try {
    return await create(laurel, program, input);
  } catch (error) {
    throw told(error);
  }
}

async function create(
  laurel: Laurel,
  program: PublishedProgram,
  { key, member: externalId, reward, choice }: Parameters<typeof createRedemption>[2],
): Promise<RedemptionView> {
  const member = await findMember(laurel, program.id, externalId);
  // Derived from the key, so that whoever tries again means the same purchase.
  const redemption = `red_${hashOf([program.id, key])}`;
  const body = hashOf({ redeem: reward, ...(choice === undefined ? {} : { choice }) });
  const said = `${body}.${hashOf(externalId)}`;
  const keyClaim = claimOf(program.id, 'key', key, member._id, { body: said });
  if (!program.document.rewards.some(({ id }) => id === reward)) {
    const known = (await findClaims(laurel.store, [keyClaim._id])).get(keyClaim._id);
    if (known?.body !== said) throw new LaurelError('reward_not_found', { reward });
  }
  const standing = await claimAll(laurel.store, [keyClaim, claimOf(program.id, 'redemption', redemption, member._id)]);
  await laurel.step('claimed');
  const before = standing.get(claimId(program.id, 'key', key));
  if (before && before.body !== said) throw new LaurelError('idempotency_conflict', { key });
  const submitted = await laurel.log.submit(
    program,
    member._id,
    { kind: 'redeem', key, body, redemption, reward, ...(choice === undefined ? {} : { choice }) },
    { standing: before !== undefined, enrol: enrolOf(program.document, personOf(member.externalId ?? '')) },
  );
  const { entry } = submitted;
  if (entry.outcome === 'refused') {
    // This purchase will never be: its key answers the same for ever.
    await giveBack(laurel.store, program.id, reward, redemption);
    await putCodeBack(laurel, program.id, redemption);
    await laurel.step('stock.freed');
    throw new LaurelError('refused', { reason: entry.reason, entry: `${entry.member}:${entry.seq}` });
  }
  return redemptionView(laurel, program, redemption, submitted);
}
