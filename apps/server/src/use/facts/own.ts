import type { Reason } from '@laurel/contract';
import { type Fact, guardOf } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram, type Submitted } from '../../laurel.ts';
import { hashOf } from '../hash.ts';
import { enrolOf, personOf } from '../members/person.ts';

/** A fact that Laurel itself makes or checks: a birthday, a visit, what a browser saw. */
export interface OwnFact {
  type: string;
  /** Unique in the member's log; no shop's key is like it, since it gets a control character in front. */
  key: string;
  data: Record<string, unknown>;
  occurredAt?: number;
  via?: Fact['via'];
}

/**
 * Has such a fact judged in a member's log, once for each key.
 * @param stored the member's stored id
 * @throws LaurelError `refused` for what the program's guards will not have, before anything is written; `member_closed`
 */
export async function submitOwn(
  laurel: Laurel,
  program: PublishedProgram,
  { member, stored }: { member: string; stored: string },
  { type, key, data, via, occurredAt = laurel.now() }: OwnFact,
): Promise<Submitted> {
  const own = ownKey(key);
  const fact: Fact = { type, key: own, occurredAt, data, ...(via ? { via } : {}) };
  const body = hashOf({ type, data });
  const known = await laurel.log.recent(program.id, member);
  const reason = guardOf(program.document, known, fact);
  // Where nothing stands under this key yet, a refusal needs no entry: a browser could write as many as it likes.
  if (reason && !(await stands(laurel, program.id, member, own))) throw refusal(reason);
  const submitted = await laurel.log.submit(
    program,
    member,
    { kind: 'fact', key: own, body, fact, referral: null },
    { enrol: enrolOf(program.document, personOf(stored)), standing: true },
  );
  const { entry } = submitted;
  if (entry.outcome === 'refused') throw refusal(entry.reason);
  return submitted;
}

/** A key of our own as it stands in a log. */
export const ownKey = (key: string) => `\u0001${key}`;

function refusal(reason: Reason | null): LaurelError {
  return new LaurelError('refused', { reason });
}

/** Whether a log has an entry under a key. */
export async function stands({ store }: Laurel, program: string, member: string, key: string): Promise<boolean> {
  const found = await store.entries.collection.findOne({ program, member, keys: key } as never, {
    projection: { _id: 1 },
  });
  return found !== null;
}
