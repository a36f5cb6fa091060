import type { Page, ReferralCaseView, ReferralsInput } from '@laurel/contract';
import { riskText } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MemberDocument, ReferralDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { toldId } from '../members/person.ts';

/** Recommendations of one verdict, newest first. @throws LaurelError `bad_request` for a cursor that is none */
export async function listReferrals(
  laurel: Laurel,
  program: PublishedProgram,
  { verdict, cursor, limit }: ReferralsInput,
  locale: string,
): Promise<Page<ReferralCaseView>> {
  const after = cursor === undefined ? null : readCursor(cursor);
  try {
    const found = (await laurel.store.referrals.collection
      .find({
        program: program.id,
        verdict,
        ...(after ? { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $gt: after.id } }] } : {}),
      } as never)
      .sort({ at: -1, _id: 1 })
      .limit(limit + 1)
      .toArray()) as unknown as ReferralDocument[];
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const next = found.length > limit && last ? `${last.at.getTime()} ${last._id}` : null;
    return {
      rows: await viewsOf(laurel, page, locale),
      next: next === null ? null : Buffer.from(next).toString('base64url'),
    };
  } catch (error) {
    throw told(error);
  }
}

function readCursor(cursor: string): { at: Date; id: string } {
  const [, at, id] = /^(\d{1,15}) (mem_[\w-]{1,60})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || id === undefined)
    throw new LaurelError('bad_request', [{ path: 'cursor', message: 'not a cursor of this list' }]);
  return { at: new Date(Number(at)), id };
}

/** Recommendations as they are told, with the shop's own ids. */
export async function viewsOf(
  { store }: Laurel,
  documents: readonly ReferralDocument[],
  locale: string,
): Promise<ReferralCaseView[]> {
  const ids = [...new Set(documents.flatMap(({ _id, advocate }) => [_id, advocate]))];
  const members = (await store.members.collection
    .find({ _id: { $in: ids } } as never, { projection: { externalId: 1 } })
    .toArray()) as unknown as Pick<MemberDocument, '_id' | 'externalId'>[];
  const names = new Map(members.map(({ _id, externalId }) => [_id, externalId === null ? null : toldId(externalId)]));
  return documents.map(({ _id, advocate, code, at, verdict, score, reasons, order, counted, decided }) => ({
    friend: names.get(_id) ?? null,
    advocate: names.get(advocate) ?? null,
    code,
    at: at.toISOString(),
    verdict,
    score,
    reasons: reasons.map(({ reason, weight }) => ({ reason, weight, text: riskText(reason, locale) })),
    order,
    counted,
    decided: decided
      ? {
          decision: decided.verdict === 'passed' ? 'approve' : 'refuse',
          by: decided.by,
          why: decided.why,
          at: decided.at.toISOString(),
        }
      : null,
  }));
}
