import type { OpeningReport, OpeningRow, OpeningSums } from '@laurel/contract';
import { settled } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { normalCode } from '../referrals/resolve.ts';
import { type OpeningSettings, openBalance, tierOf } from './open.ts';
import type { Read } from './read.ts';

const TOGETHER = 200;

/**
 * Takes over the balances of another provider, and compares what the file says with what Laurel holds now. Run again, whole or after an
 * interruption, it does nothing twice; then the report also tells what has happened since.
 */
export async function importOpening(
  laurel: Laurel,
  program: PublishedProgram,
  rows: AsyncIterable<Read>,
  settings: OpeningSettings & { signal?: AbortSignal; onProgress?: (rows: number) => void },
): Promise<OpeningReport> {
  const none = (): OpeningSums => ({ members: 0, points: 0, pending: 0, coupons: 0, referralCodes: 0 });
  const report: OpeningReport = { said: none(), held: none(), differences: [], stopped: false };
  let batch: Read[] = [];
  let done = 0;
  const flush = async () => {
    await Promise.all(batch.map((read) => takeOne(laurel, program, read, settings, report)));
    done += batch.length;
    batch = [];
    settings.onProgress?.(done);
  };
  for await (const read of rows) {
    batch.push(read);
    if (batch.length < TOGETHER) continue;
    await flush();
    if (settings.signal?.aborted) {
      report.stopped = true;
      break;
    }
  }
  await flush();
  report.differences.sort((a, b) => a.line - b.line);
  return report;
}

async function takeOne(
  laurel: Laurel,
  program: PublishedProgram,
  read: Read,
  settings: OpeningSettings,
  report: OpeningReport,
): Promise<void> {
  const { line } = read;
  report.said.members += 1;
  if ('fault' in read) {
    report.differences.push({ line, member: read.member, field: 'row', said: read.fault, held: null });
    return;
  }
  const { row } = read;
  const said = saidBy(row, laurel.now());
  add(report.said, said);
  let member: string;
  try {
    member = await openBalance(laurel, program, row, settings);
  } catch (error) {
    const known = told(error);
    // The store's own trouble is no fault of the row: nothing goes on without it.
    if (!(known instanceof LaurelError) || ['store_unavailable', 'overloaded', 'internal'].includes(known.code))
      throw known;
    const reason = (known.details as { reason?: string } | undefined)?.reason;
    report.differences.push({ line, member: row.member, field: 'row', said: reason ?? known.code, held: null });
    return;
  }
  report.held.members += 1;
  await compare(laurel, program, { line, row, member, said }, report);
}

async function compare(
  laurel: Laurel,
  program: PublishedProgram,
  { line, row, member, said }: { line: number; row: OpeningRow; member: string; said: Omit<OpeningSums, 'members'> },
  report: OpeningReport,
): Promise<void> {
  const [state, document] = await Promise.all([
    laurel.log.state(program.id, member),
    laurel.store.members.findById(member).lean<MemberDocument>(),
  ]);
  const now = settled(program.document, state, laurel.now()).state;
  const codes = row.coupons.filter(({ code }) => now.coupons[code]).length;
  const code = row.referralCode === undefined ? null : normalCode(row.referralCode);
  const held = {
    points: now.available + now.held - now.owed,
    pending: now.pending,
    coupons: codes,
    referralCodes: Number(code !== null && document?.referralCode === code),
  };
  add(report.held, held);
  for (const field of ['points', 'pending', 'coupons', 'referralCodes'] as const)
    if (held[field] !== said[field])
      report.differences.push({ line, member: row.member, field, said: said[field], held: held[field] });
  const tier = row.tier === undefined ? null : tierOf(program, row.tier);
  if (tier !== null && now.tier.id !== tier)
    report.differences.push({ line, member: row.member, field: 'tier', said: tier, held: now.tier.id });
}

function saidBy(row: OpeningRow, now: number): Omit<OpeningSums, 'members'> {
  let [points, pending] = [row.points ?? 0, row.pending ?? 0];
  for (const lot of row.lots) {
    if ((lot.availableAt ?? 0) > now) pending += lot.points;
    else if ((lot.expiresAt ?? Number.POSITIVE_INFINITY) > now) points += lot.points;
  }
  return { points, pending, coupons: row.coupons.length, referralCodes: Number(row.referralCode !== undefined) };
}

function add(sums: OpeningSums, one: Omit<OpeningSums, 'members'>): void {
  for (const field of ['points', 'pending', 'coupons', 'referralCodes'] as const) sums[field] += one[field];
}
