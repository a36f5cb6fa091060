import {
  checkEntry,
  copyState,
  type Entry,
  emptyState,
  evolve,
  FOLD_VERSION,
  type State,
  sumsOf,
} from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';
import { canonical } from '../../log/canonical.ts';
import { checkOf } from '../../log/check.ts';
import { absorbedBy } from '../../project/log-reader.ts';
import { ScoredPrograms } from '../../project/programs.ts';
import { foldScores } from '../../project/scores/fold.ts';
import type { EntryDocument, ScoreDocument, SnapshotDocument } from '../../store/documents.ts';
import { entryOf } from '../../store/entries.ts';
import { ExpectedBudgets } from './budgets.ts';
import { ExpectedClaims } from './expected.ts';
import type { Findings } from './findings.ts';
import { ExpectedArrivals } from './transit.ts';

export interface LogsAudit {
  members: number;
  entries: number;
  snapshots: number;
  scores: number;
  claims: ExpectedClaims;
  budgets: ExpectedBudgets;
  arrivals: ExpectedArrivals;
  /** Sums by `PROGRAM:DAY`, folded afresh. */
  sums: Map<string, Record<string, number>>;
}

/** Members whose snapshots and scores are asked for at once. */
const TOGETHER = 200;

/** Folds every log and compares each entry with itself, the snapshot beside it and the scores made of it. */
export async function auditLogs(
  laurel: Laurel,
  findings: Findings,
  onProgress?: (entries: number, of: number) => void,
): Promise<LogsAudit> {
  const { store } = laurel;
  const result: LogsAudit = {
    members: 0,
    entries: 0,
    snapshots: 0,
    scores: 0,
    sums: new Map(),
    claims: new ExpectedClaims(),
    budgets: new ExpectedBudgets(),
    arrivals: new ExpectedArrivals(),
  };
  const programs = new ScoredPrograms(laurel);
  const of = await store.entries.estimatedDocumentCount();
  const members = new Set<string>();
  let waiting: EntryDocument[][] = [];
  const compare = async () => {
    const ids = waiting.map((log) => log[0]?.member ?? '');
    const [snapshots, scores] = await Promise.all([
      byId<SnapshotDocument>(store.snapshots.collection.find({ _id: { $in: ids } } as never).toArray()),
      byId<ScoreDocument>(store.scores.collection.find({ _id: { $in: ids } } as never).toArray()),
    ]);
    for (const log of waiting) {
      const { member } = log[0] as EntryDocument;
      const last = log.at(-1)?.seq ?? 0;
      const folded = foldLog(log, snapshots.get(member), findings, result);
      if (folded) await auditScores({ laurel, programs, findings, result }, folded, scores.get(member), last);
      onProgress?.(result.entries, Math.max(of, result.entries));
    }
    waiting = [];
  };
  for await (const log of logsOf(laurel)) {
    members.add(log[0]?.member ?? '');
    waiting.push(log);
    if (waiting.length >= TOGETHER) await compare();
  }
  await compare();
  await auditStrays(laurel, members, findings);
  return result;
}

async function* logsOf({ store }: Laurel): AsyncGenerator<EntryDocument[]> {
  let log: EntryDocument[] = [];
  const cursor = store.entries.collection.find({}, { batchSize: 1_000 }).sort({ program: 1, member: 1, seq: 1 });
  for await (const found of cursor) {
    const document = found as unknown as EntryDocument;
    const first = log[0];
    if (first && (first.member !== document.member || first.program !== document.program)) {
      yield log;
      log = [];
    }
    log.push(document);
  }
  if (log.length > 0) yield log;
}

/** Folds one log and looks at each entry and at the snapshot. Null where it cannot be read. */
function foldLog(
  log: EntryDocument[],
  snapshot: SnapshotDocument | undefined,
  findings: Findings,
  result: LogsAudit,
): Entry[] | null {
  let state: State = emptyState();
  const entries: Entry[] = [];
  let broken = false;
  result.members += 1;
  for (const document of log) {
    result.entries += 1;
    if (document._id !== `${document.member}:${document.seq}`) {
      findings.add('entries', document._id, `its id is not ${document.member}:${document.seq}`);
    }
    if (document.check !== checkOf(document)) {
      findings.add('entries', document._id, 'its checksum does not match: it was changed after it was written');
    }
    if (broken) {
      addReadable(result, document);
      continue;
    }
    try {
      const entry = entryOf(document);
      for (const fault of checkEntry(state, entry)) findings.add('entries', document._id, fault);
      state = evolve(state, entry);
      entries.push(entry);
      addSums(result, entry);
      result.claims.take(entry);
      result.budgets.take(entry);
      result.arrivals.take(entry);
    } catch (error) {
      findings.add('entries', document._id, `it cannot be read (${(error as Error).message}), nor can what follows it`);
      broken = true;
      continue;
    }
    if (snapshot?.seq !== document.seq || snapshot.fold !== FOLD_VERSION) continue;
    result.snapshots += 1;
    if (canonical(snapshot.state) !== canonical(copyState(state))) {
      findings.add('snapshots', document.member, `it differs from the log folded up to entry ${document.seq}`);
    }
  }
  const [first, last] = [log[0], log.at(-1)?.seq ?? 0];
  if (first && snapshot && snapshot.seq > last) {
    findings.add(
      'snapshots',
      first.member,
      `it stands at entry ${snapshot.seq}, the log ends at ${last}: entries are missing`,
    );
  }
  return broken ? null : entries;
}

/** Sums take each entry for itself, also behind one that nothing can be folded onto. */
function addReadable(result: LogsAudit, document: EntryDocument): void {
  try {
    addSums(result, entryOf(document));
  } catch {
    // Told where it is set aside.
  }
}

function addSums(result: LogsAudit, entry: Entry): void {
  const key = `${entry.program}:${new Date(entry.recordedAt).toISOString().slice(0, 10)}`;
  const sums = result.sums.get(key) ?? {};
  for (const [name, n] of Object.entries(sumsOf(entry))) sums[name] = (sums[name] ?? 0) + n;
  result.sums.set(key, sums);
}

async function auditScores(
  {
    laurel,
    programs,
    findings,
    result,
  }: { laurel: Laurel; programs: ScoredPrograms; findings: Findings; result: LogsAudit },
  log: Entry[],
  scores: ScoreDocument | undefined,
  last: number,
): Promise<void> {
  const first = log[0];
  if (!first) return;
  const program = await programs.get(first.program);
  if (!program) {
    findings.add('programs', first.program, 'entries name this program, and it is not there');
    return;
  }
  if (!scores) {
    findings.add('scores', first.member, 'there are none, though there is a log');
    return;
  }
  result.scores += 1;
  if (scores.seq > last) {
    findings.add(
      'scores',
      first.member,
      `they stand at entry ${scores.seq}, the log ends at ${last}: entries are missing`,
    );
    return;
  }
  const reached = log.slice(0, scores.seq);
  const { term: _, ...stored } = scores;
  const absorbed = await absorbedBy(laurel.store, reached);
  if (
    reached.length === 0 ||
    canonical(foldScores(program, reached as [Entry, ...Entry[]], absorbed)) !== canonical(stored)
  ) {
    findings.add('scores', first.member, `they differ from the log folded up to entry ${scores.seq}`);
  }
}

/** Snapshots and scores without a log. */
async function auditStrays(laurel: Laurel, members: Set<string>, findings: Findings): Promise<void> {
  for (const collection of ['snapshots', 'scores'] as const) {
    for await (const { _id } of laurel.store[collection].collection.find({}, { projection: { _id: 1 } })) {
      if (!members.has(String(_id))) findings.add(collection, String(_id), 'there is no log of this member');
    }
  }
}

async function byId<Document extends { _id: string }>(found: Promise<unknown[]>): Promise<Map<string, Document>> {
  return new Map(((await found) as Document[]).map((document) => [document._id, document]));
}
