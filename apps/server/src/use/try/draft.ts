import type { ProgramInput, TryMember, TryView } from '@laurel/contract';
import { assumptionsOf, type Difference } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { Lease } from '../../store/lease.ts';
import { toldId } from '../members/person.ts';
import { readProgram } from '../programs/read.ts';
import { inThread } from './worker.ts';

export interface TryOptions {
  /** Milliseconds. */
  since?: number | undefined;
  /** Milliseconds; by default when the last fact was recorded. */
  until?: number | undefined;
  locale?: string | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((members: number) => void) | undefined;
}

/**
 * Replays a draft over the facts already kept, beside the published version. Nothing is written but the lease by which one
 * trial of a program runs at a time, in whichever process.
 * @throws LaurelError `program_invalid`, `try_running`, `cancelled`
 */
export async function tryDraft(
  laurel: Laurel,
  program: PublishedProgram,
  document: ProgramInput,
  { since = 0, until, locale = 'en', signal, onProgress }: TryOptions = {},
): Promise<TryView> {
  const draft = readProgram(document);
  const lease = new Lease(laurel.store, `try:${program.id}`, `${laurel.process}:${Math.random()}`);
  const began = Date.now();
  if (!(await lease.take())) throw new LaurelError('try_running', { program: program.id });
  try {
    const order = {
      uri: laurel.storeUri,
      program: program.id,
      draft,
      published: { document: program.document, version: program.version },
      since,
      until: until ?? null,
    };
    const outcome = await inThread(order, { signal, onProgress });
    const { counts, winners, losers, facts, members } = outcome;
    const names = await namesOf(laurel, [...winners, ...losers]);
    const tell = (one: Difference): TryMember => ({
      externalId: names.get(one.member) ?? '',
      published: one.published,
      draft: one.draft,
      difference: one.draft - one.published,
    });
    return {
      since: since > 0 ? new Date(since).toISOString() : null,
      until: new Date(outcome.until).toISOString(),
      facts,
      members,
      draft: outcome.draft,
      published: outcome.published,
      ...counts,
      winners: winners.map(tell),
      losers: losers.map(tell),
      assumptions: assumptionsOf(locale),
      took: Date.now() - began,
    };
  } catch (error) {
    throw signal?.aborted ? new LaurelError('cancelled') : told(error);
  } finally {
    await lease.release();
  }
}

async function namesOf(laurel: Laurel, members: Difference[]): Promise<Map<string, string>> {
  const found = (await laurel.store.members.collection
    .find({ _id: { $in: members.map(({ member }) => member) } } as never, { projection: { externalId: 1 } })
    .toArray()) as unknown as MemberDocument[];
  return new Map(found.map(({ _id, externalId }) => [_id, externalId === null ? '' : toldId(externalId)]));
}
