import type { Program } from '@laurel/contract';
import type { Instants, PastEntry } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { VersionDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';

/** A question about the past, as it was asked. */
export interface PastQuestion {
  asOf?: string | undefined;
  knownAt?: string | undefined;
}

/**
 * The two instants of a question: `knownAt` alone asks what would have been told then, `asOf` alone what is known now of that instant.
 * @throws LaurelError `bad_request` for an instant that has not come
 */
export function readInstants({ asOf, knownAt }: PastQuestion, now: number): Instants {
  const known = knownAt === undefined ? now : Date.parse(knownAt);
  const of = asOf === undefined ? known : Date.parse(asOf);
  for (const [path, at] of [
    ['asOf', of],
    ['knownAt', known],
  ] as const)
    if (at > now)
      throw new LaurelError('bad_request', [{ path, message: 'lies in the future; only the past is known' }]);
  return { asOf: of, knownAt: known };
}

/** The versions of a program by the instant since when they are in force; before the first it is the first. */
export class Versions {
  private constructor(private readonly versions: { version: number; at: number; document: Program }[]) {}

  /** Loads the versions that were in force up to an instant. */
  static async load(
    laurel: Pick<Laurel, 'store'>,
    { id: program }: PublishedProgram,
    until: number,
  ): Promise<Versions> {
    const found = await laurel.store.versions.find({ program }).sort({ version: 1 }).lean<VersionDocument[]>();
    const all = found.map(({ version, publishedAt, document }) => ({ version, at: publishedAt.getTime(), document }));
    const first = all[0];
    if (!first) throw new LaurelError('program_not_found');
    return new Versions([first, ...all.slice(1).filter(({ at }) => at <= until)]);
  }

  at(instant: number): { version: number; document: Program } {
    return this.versions.findLast(({ at }) => at <= instant) ?? (this.versions[0] as (typeof this.versions)[number]);
  }
}

/** Of an entry only what the past is made of is fetched. */
const FIELDS = { _id: 0, member: 1, seq: 1, changes: 1, occurredAt: 1, recordedAt: 1 } as const;

type Stored = Omit<PastEntry, 'occurredAt' | 'recordedAt'> & { member: string; occurredAt: Date; recordedAt: Date };

/** Logs as they were known at an instant, one member after another; of all members, or of one. */
export async function* pastLogs(
  store: Store,
  program: string,
  { knownAt }: Instants,
  member?: string,
): AsyncGenerator<PastEntry[]> {
  const cursor = store.entries.collection
    .find({ program, ...(member === undefined ? {} : { member }), recordedAt: { $lte: new Date(knownAt) } } as never, {
      projection: FIELDS,
      batchSize: 1_000,
    })
    .sort({ program: 1, member: 1, seq: 1 });
  let log: PastEntry[] = [];
  let of = '';
  for await (const document of cursor) {
    const { member: owner, occurredAt, recordedAt, ...rest } = document as unknown as Stored;
    if (owner !== of && log.length > 0) {
      yield log;
      log = [];
    }
    of = owner;
    log.push({ ...rest, occurredAt: occurredAt.getTime(), recordedAt: recordedAt.getTime() });
  }
  if (log.length > 0) yield log;
}
