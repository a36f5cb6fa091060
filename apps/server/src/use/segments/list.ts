import type { Page, SegmentMemberView, SegmentView } from '@laurel/contract';
import { explainCondition, segmentsOf, textOf } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { toldId } from '../members/person.ts';

/** The segments of a program, with how many members each has as it was last written down. */
export async function listSegments(laurel: Laurel, program: PublishedProgram, locale: string): Promise<SegmentView[]> {
  try {
    return await Promise.all(
      segmentsOf(program.document).map(async ({ id, name, when, earn }) => ({
        id,
        name: textOf(name, locale, id),
        text: explainCondition(program.document, when, locale),
        members: await laurel.store.members.collection.countDocuments({ program: program.id, segments: id } as never),
        times: earn?.times ?? null,
        own: program.document.segments.some((segment) => segment.id === id),
      })),
    );
  } catch (error) {
    throw told(error);
  }
}

/**
 * The members of a segment, by a cursor that stays right while members come and go.
 * @throws LaurelError `segment_not_found`
 */
export async function listSegmentMembers(
  laurel: Laurel,
  program: PublishedProgram,
  segment: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<SegmentMemberView>> {
  if (!segmentsOf(program.document).some(({ id }) => id === segment))
    throw new LaurelError('segment_not_found', { segment });
  const after = cursor === undefined ? null : Buffer.from(cursor, 'base64url').toString();
  if (after !== null && !/^mem_[\w-]{1,60}$/.test(after))
    throw new LaurelError('bad_request', [{ path: 'cursor', message: 'not a cursor of this list' }]);
  try {
    const found = (await laurel.store.members.collection
      .find({ program: program.id, segments: segment, ...(after === null ? {} : { _id: { $gt: after } }) } as never)
      .sort({ _id: 1 })
      .limit(limit + 1)
      .toArray()) as unknown as MemberDocument[];
    const page = found.slice(0, limit);
    const rows = await Promise.all(
      page.map(async ({ _id, externalId }) => {
        const { segments } = await laurel.log.recent(program.id, _id);
        return { externalId: toldId(externalId ?? ''), since: new Date(segments[segment]?.at ?? 0).toISOString() };
      }),
    );
    const last = page.at(-1);
    return { rows, next: found.length > limit && last ? Buffer.from(last._id).toString('base64url') : null };
  } catch (error) {
    throw told(error);
  }
}
