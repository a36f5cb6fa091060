import { addDuration, evolve } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { aheadOf } from '../../log/clock.ts';
import { previewFacts } from '../../log/preview.ts';
import type { EntryDocument } from '../../store/documents.ts';
import { entryOf } from '../../store/entries.ts';
import { findMemberId } from '../members/find.ts';

/** Of what was kept, as many as are looked at: more than that a visitor does not do before joining. */
const MOST = 100;

/**
 * The points that joining would bring at once to somebody who is known and has not joined, from what they did before: as
 * `credit` in the program says. Nothing is written.
 */
export async function joiningBrings(laurel: Laurel, program: PublishedProgram, externalId: string): Promise<number> {
  const { credit, timeZone } = program.document;
  const member = credit ? await findMemberId(laurel, program.id, externalId) : null;
  if (!credit || member === null) return 0;
  const state = await laurel.log.state(program.id, member);
  const now = laurel.now() + (await aheadOf(laurel.store, program, member));
  const since = addDuration(timeZone, now, { days: credit.lastDays }, -1);
  const found = await laurel.store.entries.collection
    .find({ program: program.id, member, kind: { $in: ['fact.kept', 'subject.handed_over'] } } as never)
    .sort({ seq: 1 })
    .limit(MOST)
    .toArray();
  const entries = found.map((document) => entryOf(document as unknown as EntryDocument));
  const gone = new Set(entries.flatMap((entry) => (entry.kind === 'subject.handed_over' ? entry.subjects : [])));
  const facts = entries.flatMap(({ kind, fact, subjects }) =>
    kind === 'fact.kept' && fact && fact.occurredAt >= since && !subjects.some((subject) => gone.has(subject))
      ? [fact]
      : [],
  );
  if (facts.length === 0) return 0;
  const enrol = { guest: false, join: true };
  const all = await previewFacts(laurel, program, { member, state, facts, enrol, referral: null, now, inTurn: true });
  const last = all.at(-1);
  if (!last) return 0;
  const { available, pending, owed } = evolve(last.before, last.entry);
  return Math.max(0, available + pending - owed);
}
