import type { EntryView, ExtendInput } from '@laurel/contract';
import { entryView } from '@laurel/engine';
import type { z } from 'zod';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimId, claimOf } from '../../store/claims.ts';
import { told } from '../../store/faults.ts';
import { documentOf, entryIdOf } from '../events/outcome.ts';
import { hashOf } from '../hash.ts';
import { findMember } from './find.ts';

/**
 * Lets a member's expiring points live longer, with who and why.
 * @throws LaurelError `member_not_found`, `member_closed`, `idempotency_conflict`, or `refused` with `nothing_to_extend`
 */
export async function extendPoints(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  { key, by, why, add, to, before }: z.output<typeof ExtendInput>,
  locale: string,
): Promise<{ entry: EntryView; replayed: boolean }> {
  try {
    const { _id: member } = await findMember(laurel, program.id, externalId);
    const body = hashOf({ extend: { by, why, add, to, before } });
    const claim = claimOf(program.id, 'key', key, member, { body: `${body}.${hashOf(externalId)}` });
    const standing = (await claimAll(laurel.store, [claim])).get(claimId(program.id, 'key', key));
    if (standing && standing.body !== claim.body) throw new LaurelError('idempotency_conflict', { key });
    const { entry, replayed } = await laurel.log.submit(
      program,
      member,
      {
        kind: 'extend',
        key,
        body,
        by,
        why,
        until: to === undefined ? { add: add ?? { days: 0 } } : { to: Date.parse(to) },
        before: before === undefined ? null : Date.parse(before),
      },
      { standing: standing !== undefined, enrol: { guest: false, join: false } },
    );
    if (entry.outcome === 'refused')
      throw new LaurelError('refused', { reason: entry.reason, entry: entryIdOf(entry) });
    const view = entryView(entry, entryIdOf(entry), locale, await documentOf(laurel, program, entry));
    return { entry: view, replayed };
  } catch (error) {
    throw told(error);
  }
}
