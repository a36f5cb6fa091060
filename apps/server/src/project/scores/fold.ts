import { type Entry, scoreEntry, scoreLog } from '@laurel/engine';
import type { ScoreDocument } from '../../store/documents.ts';
import type { Scored } from '../programs.ts';

/** What a log comes to, whoever writes it down. */
export type Scores = Omit<ScoreDocument, 'term'>;

/** A member's scores folded from their whole log. */
export function foldScores({ document, hash }: Scored, log: [Entry, ...Entry[]]): Scores {
  const { member: _id, program } = log[0];
  const standing = log.reduce(standingAfter, { status: 'none', draw: 0 });
  return { _id, program, seq: log.length, boards: hash, ...standing, scores: scoreLog(document, log) };
}

/** The scores after the next entry; null where they have to be folded from the log. */
export function foldNext({ document, hash }: Scored, before: Scores, entry: Entry): Scores | null {
  if (before.boards !== hash || entry.seq !== before.seq + 1) return null;
  const { scores, refold } = scoreEntry(document, before.scores, entry);
  return refold ? null : { ...before, ...standingAfter(before, entry), seq: entry.seq, scores };
}

/** Scores before the first entry. */
export function noScores({ hash }: Scored, { member: _id, program }: Entry): Scores {
  return { _id, program, seq: 0, boards: hash, status: 'none', draw: 0, scores: {} };
}

type Standing = Pick<ScoreDocument, 'status' | 'draw'>;

function standingAfter({ status, draw }: Standing, { changes }: Entry): Standing {
  const standing = { status, draw };
  for (const change of changes) {
    if (change.kind === 'created') {
      standing.status = 'guest';
      standing.draw = change.draw;
    } else if (change.kind === 'joined') standing.status = 'joined';
    else if (change.kind === 'closed') standing.status = 'closed';
  }
  return standing;
}
