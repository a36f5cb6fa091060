import type { ArriveInput } from '@laurel/contract';
import { spanOf } from '@laurel/engine';
import type { z } from 'zod';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MemberDocument, ShareDocument } from '../../store/documents.ts';
import { ownKey, stands, submitOwn } from '../facts/own.ts';
import { findMemberId } from '../members/find.ts';
import { chainOf } from '../merges/follow.ts';
import { visitorOf } from './visitor.ts';

/**
 * Somebody came by a member's link. It counts for who shared it when the visitor is another person who has not come by this link
 * before; nobody is told whether it did.
 * @param externalId who the visitor's token speaks of, or null
 */
export async function arrive(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string | null,
  { code, visitor }: z.output<typeof ArriveInput>,
): Promise<void> {
  const settings = program.document.shares;
  if (!settings) return;
  const share = (await laurel.store.shares.collection.findOne({
    _id: `${program.id}:${code.toUpperCase()}`,
  } as never)) as unknown as ShareDocument | null;
  if (!share) return;
  const { product, own } = share;
  // What was shared before a merge pays whoever they are now, and a visitor who came then came.
  const chain = await chainOf(laurel, share.member);
  const member = chain.at(-1) ?? share.member;
  const who = await visitorOf(laurel, program, externalId === null ? visitor : `member ${externalId}`);
  if (own.includes(await visitorOf(laurel, program, visitor))) return;
  if (externalId !== null && (await findMemberId(laurel, program.id, externalId)) === member) return;
  const sharer = await laurel.store.members.findById(member).lean<MemberDocument>();
  if (!sharer || sharer.externalId === null) return;
  const { per } = settings;
  const since = per === 'ever' ? 0 : spanOf(program.document.timeZone, laurel.now(), per).start;
  const key = `share:${code.toUpperCase()}:${who}:${since}`;
  for (const before of chain.slice(0, -1)) if (await stands(laurel, program.id, before, ownKey(key))) return;
  const fact = { type: 'share.visited', key, data: { product } };
  await submitOwn(laurel, program, { member, stored: sharer.externalId }, fact).catch((error: unknown) => {
    // Beyond the day's visitors it counts for nothing, and the visitor is not the one to be told.
    if (!(error instanceof LaurelError) || (error.code !== 'refused' && error.code !== 'member_closed')) throw error;
  });
}
