import type { Laurel } from '../../laurel.ts';
import { startProjector } from '../../project/projector.ts';
import type { LetterDocument } from '../../store/documents.ts';
import { listLetters } from '../letters/list.ts';
import { auditBudgets } from './budgets.ts';
import { auditClaims } from './claims.ts';
import { Findings } from './findings.ts';
import { auditLogs } from './logs.ts';
import { auditPrograms } from './programs.ts';
import { auditStocks } from './stocks.ts';
import { auditSums } from './sums.ts';

export interface AuditReport {
  members: number;
  entries: number;
  snapshots: number;
  scores: number;
  sums: number;
  claims: number;
  stocks: number;
  budgets: number;
  programs: number;
  /** What was set aside with its reason: no fault of what stands, but somebody has to look. */
  letters: LetterDocument[];
  faults: Findings['faults'];
  /** More faults than are listed. */
  more: number;
}

/** How often an audit is begun anew because the logs grew under it. */
const TRIES = 3;

/**
 * Folds every log of every program afresh and compares all that was derived from them. Scores and sums are first brought up to
 * the end of the logs, by whichever process does that; nothing that stands is changed. Where a running server appends meanwhile and
 * something differs, it is looked at again.
 */
export async function audit(
  laurel: Laurel,
  options: { onProgress?: (entries: number, of: number) => void } = {},
): Promise<AuditReport> {
  const projector = startProjector(laurel);
  try {
    for (let tries = 1; ; tries += 1) {
      await projector.settled();
      const before = await laurel.store.entries.countDocuments({});
      const report = await once(laurel, options.onProgress);
      const grown = (await laurel.store.entries.countDocuments({})) !== before;
      if (report.faults.length === 0 || !grown || tries === TRIES) return report;
    }
  } finally {
    await projector.stop();
  }
}

async function once(laurel: Laurel, onProgress?: (entries: number, of: number) => void): Promise<AuditReport> {
  const findings = new Findings();
  const logs = await auditLogs(laurel, findings, onProgress);
  logs.arrivals.compare(findings, laurel.now());
  const { members, entries, snapshots, scores } = logs;
  const sums = await auditSums(laurel, logs.sums, findings);
  const claims = await auditClaims(laurel, logs.claims, findings);
  const stocks = await auditStocks(laurel, findings);
  const budgets = await auditBudgets(laurel, logs.budgets, findings);
  const programs = await auditPrograms(laurel, findings);
  const { faults, more } = findings;
  const letters = await listLetters(laurel);
  return { members, entries, snapshots, scores, sums, claims, stocks, budgets, programs, letters, faults, more };
}
