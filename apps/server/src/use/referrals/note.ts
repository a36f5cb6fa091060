import type { Entry, State } from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';
import type { ReferralDocument } from '../../store/documents.ts';
import { isDuplicate } from '../../store/faults.ts';
import { markCharged } from './signals.ts';

const CHARGES = new Set(['order.charged_back', 'order.chargeback_won']);

/** Whether an entry moves a recommendation of its member, or says that a payment was taken back. */
export function tellsOfReferral({ changes, fact }: Pick<Entry, 'changes' | 'fact'>): boolean {
  return (fact !== null && CHARGES.has(fact.type)) || changes.some(({ kind }) => kind.startsWith('referral.'));
}

/** Writes down for reviewers, and for later scores, how a recommendation stands: from the log, as often as one likes. */
export async function noteReferral(laurel: Laurel, entry: Entry): Promise<void> {
  const { program, member, fact, seq, changes } = entry;
  if (fact && CHARGES.has(fact.type)) await markCharged(laurel, program, member, fact.type === 'order.charged_back');
  if (!changes.some(({ kind }) => kind.startsWith('referral.'))) return;
  const state = await laurel.log.state(program, member);
  const decided = changes.findLast((change) => change.kind === 'referral.decided');
  const document = documentOf(entry, state);
  const { collection } = laurel.store.referrals;
  if (!document) {
    await collection.deleteOne({ _id: member } as never);
    return;
  }
  const set = decided?.kind === 'referral.decided' ? { ...document, decided: saidOf(decided) } : document;
  try {
    await collection.updateOne(
      { _id: member, seq: { $lte: Math.max(seq, state.seq) } } as never,
      { $set: set },
      { upsert: true },
    );
  } catch (error) {
    // One that was noted as of a later entry stands.
    if (!isDuplicate(error)) throw error;
  }
}

function saidOf({ verdict, by, why, at }: { verdict: 'passed' | 'refused'; by: string; why: string; at: number }) {
  return { verdict, by, why, at: new Date(at) };
}

/** What the state of a friend's log says of it; null: nothing, or not any more. */
function documentOf({ program, member }: Entry, { referral, seq }: State): Omit<ReferralDocument, 'decided'> | null {
  if (!referral) return null;
  const { advocate, code, at, risk, decided, qualifiedBy, waiting, undone } = referral;
  return {
    _id: member,
    program,
    advocate,
    code,
    at: new Date(at),
    verdict: decided?.verdict ?? risk?.verdict ?? 'passed',
    score: risk?.score ?? 0,
    reasons: risk?.reasons ?? [],
    order: (qualifiedBy ?? Object.values(waiting)[0]?.subject ?? null)?.replace(/^order:/, '') ?? null,
    counted: qualifiedBy !== null,
    undone,
    seq,
  };
}
