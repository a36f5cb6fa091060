import type { ReportView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram, type Submitted } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { submitOwn } from '../facts/own.ts';
import { reportView } from '../facts/view.ts';
import { ensureOwn } from '../track/member.ts';
import { readCard } from './card.ts';
import { checkPlace, stepOf } from './code.ts';

/**
 * A member scans the code that a place shows: it counts once for each time that it changes, and not again before the cooldown is over.
 * @throws LaurelError `not_found`, or `refused` with `code_expired` or `cooldown`
 */
export async function visitByCode(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  { place, code }: { place: string; code: string },
  locale: string,
): Promise<ReportView> {
  const step = await stepOf(laurel, program, place, code);
  if (step === null) throw new LaurelError('refused', { reason: 'code_expired' });
  const who = await ensureOwn(laurel, program, externalId);
  const fact = { type: 'store.visited', key: `visit:${place}:${step}`, data: { place } };
  return reportView(laurel, program, await submitOwn(laurel, program, who, fact), locale);
}

/**
 * Staff scan a member's card: each card counts once.
 * @throws LaurelError `not_found`, `unauthorized`, `token_expired`, or `refused` with `cooldown`
 */
export async function visitByCard(
  laurel: Laurel,
  program: PublishedProgram,
  { place, card, data = {} }: { place: string; card: string; data?: Record<string, unknown> | undefined },
): Promise<Submitted> {
  checkPlace(program, place);
  const { member, id } = await readCard(laurel, program, card);
  const found = await laurel.store.members.findById(member).lean<MemberDocument>();
  if (!found || found.program !== program.id || found.externalId === null) throw new LaurelError('member_not_found');
  const fact = { type: 'store.visited', key: `card:${id}`, data: { ...data, place } };
  return submitOwn(laurel, program, { member, stored: found.externalId }, fact);
}
