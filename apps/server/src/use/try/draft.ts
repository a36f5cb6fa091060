import { availableParallelism } from 'node:os';
import type { ProgramInput, TryMember, TryView } from '@laurel/contract';
import { assumptionsOf, type Difference } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { Lease } from '../../store/lease.ts';
import type { Store } from '../../store/store.ts';
import { toldId } from '../members/person.ts';
import { readProgram } from '../programs/read.ts';
import { inThreads } from './worker.ts';

export interface TryOptions {
  /** Milliseconds. */
  since?: number | undefined;
  /** Milliseconds; by default when the last fact was recorded. */
  until?: number | undefined;
  locale?: string | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((members: number) => void) | undefined;
  /** Threads that share the logs; by default as many as the machine and the log's length are worth. */
  threads?: number | undefined;
  /** Entries that all threads together hold for a second look, at most; more are read again. */
  hold?: number | undefined;
}

/** Some 300 MiB. */
const HELD = 40_000;
/** Entries for which a thread is worth starting. */
const WORTH = 5_000;
/** Threads at most: a server goes on beside them. */
const MOST = 4;

/**
 * Replays a draft over the facts already kept, beside the published version. Nothing is written but the lease by which one
 * trial of a program runs at a time, in whichever process.
 * @throws LaurelError `program_invalid`, `try_running`, `cancelled`
 */
export async function tryDraft(
  laurel: Laurel,
  program: PublishedProgram,
  document: ProgramInput,
  { since = 0, until, locale = 'en', signal, onProgress, threads, hold = HELD }: TryOptions = {},
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
      until: until ?? (await lastFact(laurel.store, program.id)) ?? Date.now(),
      hold,
    };
    const many = threads ?? (await worthOf(laurel.store));
    const outcome = await inThreads(order, many, { signal, onProgress });
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
      until: new Date(order.until).toISOString(),
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

async function worthOf(store: Store): Promise<number> {
  const most = Math.min(MOST, availableParallelism());
  return most === 1
    ? 1
    : Math.min(most, Math.max(1, Math.floor((await store.entries.estimatedDocumentCount()) / WORTH)));
}

/** When the last fact was recorded: what falls due after it is nobody's doing. */
async function lastFact(store: Store, program: string): Promise<number | null> {
  const [found] = await store.entries.collection
    .aggregate<{ last: Date }>([
      { $match: { program, kind: { $in: ['fact.judged', 'fact.kept'] } } },
      { $group: { _id: null, last: { $max: '$recordedAt' } } },
    ])
    .toArray();
  return found ? found.last.getTime() : null;
}
