import type { GivenView, ReceiverView } from '@laurel/contract';
import { entryView } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimId, findClaims } from '../../store/claims.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { documentOf, entryIdOf } from '../events/outcome.ts';
import { hashOf } from '../hash.ts';
import { shownAs } from '../members/alias.ts';
import { findMember } from '../members/find.ts';
import { leadOf } from '../merges/follow.ts';
import { ownCode } from '../referrals/code.ts';
import { normalCode } from '../referrals/resolve.ts';
import { inWords } from '../refusal.ts';
import { sendPoints } from './transfer.ts';

/** The code under which a member is given points. @throws LaurelError `refused`, `member_not_found`, `member_closed` */
export async function ownAddress(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  locale: string,
): Promise<{ code: string }> {
  try {
    refuseWithout(program);
    return { code: await ownCode(laurel, program, await findMember(laurel, program.id, externalId)) };
  } catch (error) {
    throw inWords(told(error), locale);
  }
}

/**
 * Whom a code is of, so that a shopper sees it before giving: by the name that boards show, and nothing else.
 * @throws LaurelError `refused`: `transfer_not_allowed`, `no_such_receiver`, `receiver_is_sender`
 */
export async function receiverOf(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  code: string,
  locale: string,
): Promise<ReceiverView> {
  try {
    const { giver, receiver, least } = await bothOf(laurel, program, externalId, code);
    const { available, owed } = await laurel.log.state(program.id, giver._id);
    const name = shownAs(receiver, locale);
    return { code: normalCode(code), name, least, most: owed > 0 ? 0 : available };
  } catch (error) {
    throw inWords(told(error), locale);
  }
}

/**
 * Gives points to whoever has a code (RULES 27), once for each key of this member.
 * @throws LaurelError `idempotency_conflict`, or `refused` with the reason
 */
export async function givePoints(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  { key, code, points }: { key: string; code: string; points: number },
  locale: string,
): Promise<GivenView> {
  try {
    const { giver, receiver } = await bothOf(laurel, program, externalId, code);
    const { entry, ...sent } = await sendPoints(laurel, program, {
      // No shop's key is like it, and no other member's.
      key: `\u0001give:${hashOf([externalId, key])}`,
      body: hashOf({ give: [normalCode(code), points] }),
      from: giver._id,
      to: receiver._id,
      points,
    });
    const { text } = entryView(entry, entryIdOf(entry), locale, await documentOf(laurel, program, entry));
    return { ...sent, name: shownAs(receiver, locale), points, text };
  } catch (error) {
    throw inWords(told(error), locale);
  }
}

async function bothOf(laurel: Laurel, program: PublishedProgram, externalId: string, code: string) {
  const { least } = refuseWithout(program);
  const giver = await findMember(laurel, program.id, externalId);
  const id = claimId(program.id, 'code', normalCode(code));
  const claim = (await findClaims(laurel.store, [id])).get(id);
  const to = claim && (await leadOf(laurel, claim.member));
  const receiver = to === undefined ? null : await laurel.store.members.findById(to).lean<MemberDocument>();
  // Whoever is not there, was erased or has not joined: all the same to who asks.
  const joined =
    receiver && !receiver.erasedAt && (await laurel.log.state(program.id, receiver._id)).status === 'joined';
  if (!joined) throw new LaurelError('refused', { reason: 'no_such_receiver' });
  if (receiver._id === giver._id) throw new LaurelError('refused', { reason: 'receiver_is_sender' });
  return { giver, receiver, least };
}

function refuseWithout({ document }: PublishedProgram) {
  if (!document.transfers) throw new LaurelError('refused', { reason: 'transfer_not_allowed' });
  return document.transfers;
}
