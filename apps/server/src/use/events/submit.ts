import type { Laurel, PublishedProgram, SubmitOptions, Submitted } from '../../laurel.ts';
import { enrolOf, personOf } from '../members/person.ts';
import { submitFollowing } from '../merges/follow.ts';
import type { Known } from './known.ts';

/** Has a fact judged in its log. `key` is that of the event which brought the order first. */
export function submitFact(
  laurel: Laurel,
  program: PublishedProgram,
  { incoming, member, stored, advocate, standing, imported }: Known,
  { key = incoming.fact.key, fresh }: { key?: string; fresh?: number } = {},
): Promise<Submitted> {
  const { fact, body } = incoming;
  const options: SubmitOptions = {
    enrol: enrolOf(program.document, personOf(stored)),
    standing,
    ...(fresh === undefined ? {} : { fresh }),
  };
  // History is recorded as of when it happened, but never ahead of the clock.
  if (imported) options.now = Math.min(fact.occurredAt, laurel.now());
  return submitFollowing(
    laurel,
    program,
    member,
    {
      kind: 'fact',
      key,
      body,
      fact: key === fact.key ? fact : { ...fact, key },
      referral: advocate && { advocate: advocate.advocate, code: advocate.code },
      ...(imported ? { imported } : {}),
    },
    options,
  );
}
