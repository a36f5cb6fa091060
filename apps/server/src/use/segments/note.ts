import type { Entry } from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';

/** Whether an entry moves its member from one segment to another. */
export function movesSegments({ changes }: Pick<Entry, 'changes'>): boolean {
  return changes.some(({ kind }) => kind === 'segment.moved');
}

/** Writes beside the member in which segments the log has them, so that a segment's members can be listed: as often as one likes. */
export async function noteSegments(laurel: Laurel, { program, member }: Entry): Promise<void> {
  const { segments, seq } = await laurel.log.state(program, member);
  const inside = Object.entries(segments).flatMap(([id, { in: within }]) => (within ? [id] : []));
  await laurel.store.members.collection.updateOne(
    { _id: member, $or: [{ segmentsSeq: { $exists: false } }, { segmentsSeq: { $lte: seq } }] } as never,
    { $set: { segments: inside, segmentsSeq: seq } },
  );
}
