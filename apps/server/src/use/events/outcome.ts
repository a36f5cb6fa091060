import type { EventOutcome } from '@laurel/contract';
import { type Entry, entryView } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram, type Submitted } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { knownOf } from '../members/known.ts';
import { toldId } from '../members/person.ts';

/** What the shop is told of each fact: the entry that stands, and the member's points right after it. */
export async function outcomesOf(
  laurel: Laurel,
  program: PublishedProgram,
  answers: (Submitted | LaurelError)[],
  locale: string,
): Promise<(EventOutcome | LaurelError)[]> {
  const ids = await externalIds(laurel, program.id, answers);
  return Promise.all(
    answers.map(async (answer) => {
      if (answer instanceof LaurelError) return answer;
      const { entry, replayed } = answer;
      const { balance, available, pending, owed } = answer.points ?? (await laurel.log.pointsAfter(entry));
      return {
        replayed,
        member: ids.get(entry.member) ?? '',
        entry: entryView(entry, entryIdOf(entry), locale, await documentOf(laurel, program, entry)),
        points: { balance, available, pending, owed },
      };
    }),
  );
}

export const entryIdOf = ({ member, seq }: Entry): string => `${member}:${seq}`;

/** The document that judged the entry: names in sentences are those of its time. */
export async function documentOf(laurel: Laurel, program: PublishedProgram, { version }: Entry) {
  return version === program.version ? program.document : laurel.programs.version(program.id, version);
}

async function externalIds(
  laurel: Laurel,
  program: string,
  answers: (Submitted | LaurelError)[],
): Promise<Map<string, string>> {
  const known = knownOf(laurel.store, program);
  const ids = new Map<string, string>();
  const asked = new Set<string>();
  for (const answer of answers) {
    if (answer instanceof LaurelError) continue;
    const { entry, replayed } = answer;
    // Whose log took this just now was not erased.
    const stored = replayed ? undefined : known.storedId(entry.member);
    if (stored === undefined) asked.add(entry.member);
    else ids.set(entry.member, toldId(stored));
  }
  if (asked.size === 0) return ids;
  const found = (await laurel.store.members.collection
    .find({ _id: { $in: [...asked] } } as never, { projection: { externalId: 1 } })
    .toArray()) as unknown as MemberDocument[];
  for (const { _id, externalId } of found) ids.set(_id, externalId === null ? '' : toldId(externalId));
  return ids;
}
