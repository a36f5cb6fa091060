import {
  boardsHash,
  checkEntry,
  copyState,
  type Entry,
  emptyState,
  evolve,
  FOLD_VERSION,
  type State,
  scoreLog,
  sumsOf,
} from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';
import { canonical } from '../../log/canonical.ts';
import { checkOf } from '../../log/check.ts';
import type { EntryDocument, ScoreDocument, SnapshotDocument } from '../../store/documents.ts';
import type { Findings } from './audit.ts';

export interface LogsAudit {
  members: number;
  entries: number;
  snapshots: number;
  scores: number;
  /** Sums by `PROGRAM:DAY`, folded afresh. */
  sums: Map<string, Record<string, number>>;
}

/** Folds every log and compares each entry with itself, the snapshot beside it and the scores made of it. */
export async function auditLogs(
  laurel: Laurel,
  findings: Findings,
  onProgress?: (entries: number, of: number) => void,
): Promise<LogsAudit> {
  const { store } = laurel;
  const result: LogsAudit = { members: 0, entries: 0, snapshots: 0, scores: 0, sums: new Map() };
  const of = await store.entries.estimatedDocumentCount();
  const cursor = store.entries
    .find({})
    .sort({ program: 1, member: 1, seq: 1 })
    .lean<EntryDocument[]>()
    .cursor({ batchSize: 1_000 });
  const known = { members: new Set<string>() };
  let log: EntryDocument[] = [];
  const close = async () => {
    const first = log[0];
    if (!first) return;
    result.members += 1;
    known.members.add(first.member);
    await auditLog(laurel, log, findings, result);
    log = [];
  };
  for await (const document of cursor as AsyncIterable<EntryDocument>) {
    if (log[0] && (log[0].member !== document.member || log[0].program !== document.program)) await close();
    log.push(document);
    result.entries += 1;
    if (result.entries % 1_000 === 0) onProgress?.(result.entries, of);
  }
  await close();
  onProgress?.(result.entries, of);
  await auditStrays(laurel, known.members, findings);
  return result;
}

async function auditLog(laurel: Laurel, log: EntryDocument[], findings: Findings, result: LogsAudit): Promise<void> {
  const { program, member } = log[0] as EntryDocument;
  const [snapshot, scores, published] = await Promise.all([
    laurel.store.snapshots.findById(member).lean<SnapshotDocument>(),
    laurel.store.scores.findById(member).lean<ScoreDocument>(),
    laurel.programs.byId(program),
  ]);
  let state: State = emptyState();
  const entries: Entry[] = [];
  for (const document of log) {
    const entry = entryOf(document);
    if (document._id !== `${document.member}:${document.seq}`)
      findings.add('entries', document._id, `its id is not ${document.member}:${document.seq}`);
    if (document.check !== checkOf(document))
      findings.add('entries', document._id, 'its checksum does not match: it was changed after it was written');
    for (const fault of checkEntry(state, entry)) findings.add('entries', document._id, fault);
    state = evolve(state, entry);
    entries.push(entry);
    const key = `${program}:${document.recordedAt.toISOString().slice(0, 10)}`;
    const sums = result.sums.get(key) ?? {};
    for (const [name, n] of Object.entries(sumsOf(entry))) sums[name] = (sums[name] ?? 0) + n;
    result.sums.set(key, sums);
    if (snapshot?.seq === document.seq && snapshot.fold === FOLD_VERSION) {
      result.snapshots += 1;
      if (canonical(snapshot.state) !== canonical(copyState(state)))
        findings.add('snapshots', member, `it differs from the log folded up to entry ${document.seq}`);
    }
  }
  const last = log.at(-1)?.seq ?? 0;
  if (snapshot && snapshot.seq > last)
    findings.add(
      'snapshots',
      member,
      `it stands at entry ${snapshot.seq}, the log ends at ${last}: entries are missing`,
    );
  if (!published) {
    findings.add('programs', program, 'entries name this program, and it is not there');
    return;
  }
  if (!scores) return;
  result.scores += 1;
  if (scores.seq > last)
    findings.add('scores', member, `it stands at entry ${scores.seq}, the log ends at ${last}: entries are missing`);
  else if (scores.boards === boardsHash(published.document)) {
    const fresh = scoreLog(published.document, entries.slice(0, scores.seq));
    if (canonical(fresh) !== canonical(scores.scores))
      findings.add('scores', member, `it differs from the log folded up to entry ${scores.seq}`);
  }
}

/** Snapshots, scores and members without a log. */
async function auditStrays(laurel: Laurel, members: Set<string>, findings: Findings): Promise<void> {
  for (const collection of ['snapshots', 'scores'] as const) {
    for await (const { _id } of laurel.store[collection].collection.find({}, { projection: { _id: 1 } })) {
      if (!members.has(String(_id))) findings.add(collection, String(_id), 'there is no log of this member');
    }
  }
}

function entryOf({ _id: _, check: __, ...document }: EntryDocument): Entry {
  return { ...document, occurredAt: document.occurredAt.getTime(), recordedAt: document.recordedAt.getTime() };
}
