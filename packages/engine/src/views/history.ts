import type { Account, HistoryView, Program } from '@laurel/contract';
import type { Entry } from '../log/entry.ts';
import { penOf } from './pen.ts';
import { sentenceOf } from './sentence.ts';
import { iso } from './text.ts';

/**
 * One line of a member's history.
 * @param program the document of the entry's version, for names; null: ids are shown instead
 */
export function historyView(entry: Entry, id: string, locale: string, program: Program | null): HistoryView {
  return {
    id,
    at: iso(entry.occurredAt),
    kind: entry.kind,
    outcome: entry.outcome,
    text: sentenceOf(entry, penOf(locale, program, 'member')),
    // What is owed counts against the balance: what comes from there makes it smaller, as what leaves `available` does.
    points: moved(entry, 'available') + moved(entry, 'owed'),
    pending: moved(entry, 'pending'),
  };
}

/** What an account has more after an entry than before. */
function moved({ postings }: Entry, account: Account): number {
  return postings.reduce(
    (sum, { from, to, points }) => sum + (to === account ? points : 0) - (from === account ? points : 0),
    0,
  );
}
