import type { Laurel } from '../../laurel.ts';
import { auditClaims } from './claims.ts';
import { auditLogs } from './logs.ts';
import { auditStocks } from './stocks.ts';
import { auditSums } from './sums.ts';

/** A document that is not what the logs say it must be. */
export interface Fault {
  collection: string;
  id: string;
  what: string;
}

export interface AuditReport {
  members: number;
  entries: number;
  snapshots: number;
  scores: number;
  sums: number;
  claims: number;
  stocks: number;
  faults: Fault[];
  /** More faults than are listed. */
  more: number;
}

const LISTED = 100;

/** Collects faults and keeps the first hundred of them. */
export class Findings {
  readonly faults: Fault[] = [];
  more = 0;

  add(collection: string, id: string, what: string): void {
    if (this.faults.length < LISTED) this.faults.push({ collection, id, what });
    else this.more += 1;
  }
}

/**
 * Folds every log of every program afresh and compares all that was derived from them. Nothing is written. What is written
 * meanwhile by a running server is not judged: projections are compared at the entry that they say they have reached.
 */
export async function audit(
  laurel: Laurel,
  options: { onProgress?: (entries: number, of: number) => void } = {},
): Promise<AuditReport> {
  const findings = new Findings();
  const logs = await auditLogs(laurel, findings, options.onProgress);
  const sums = await auditSums(laurel, logs.sums, findings);
  const claims = await auditClaims(laurel, findings);
  const stocks = await auditStocks(laurel, findings);
  return {
    members: logs.members,
    entries: logs.entries,
    snapshots: logs.snapshots,
    scores: logs.scores,
    sums,
    claims,
    stocks,
    faults: findings.faults,
    more: findings.more,
  };
}
