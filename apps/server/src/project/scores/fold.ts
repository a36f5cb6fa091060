import { type Entry, morningOf, nextMorning, scoreEntry, scoreLogWithMorning } from '@laurel/engine';
import type { ScoreDocument } from '../../store/documents.ts';
import type { Scored } from '../programs.ts';

/** What a log comes to, whoever writes it down. */
export type Scores = Omit<ScoreDocument, 'term'>;

/**
 * A member's scores folded from their whole log.
 * @param absorbed the entries of logs that were merged into it, without those that closed them
 */
export function foldScores({ document, hash }: Scored, log: [Entry, ...Entry[]], absorbed: Entry[] = []): Scores {
  const { member: _id, program } = log[0];
  const standing = log.reduce(standingAfter, NOBODY);
  // Scores add (RULES 26): what was merged into it counts as if it had happened here.
  const all = absorbed.length === 0 ? log : [...absorbed, ...log].sort((a, b) => a.recordedAt - b.recordedAt);
  return { _id, program, seq: log.length, boards: hash, ...standing, ...scoreLogWithMorning(document, all) };
}

/** The scores after the next entry; null where they have to be folded from the log. */
export function foldNext({ document, hash }: Scored, before: Scores, entry: Entry): Scores | null {
  if (before.boards !== hash || entry.seq !== before.seq + 1) return null;
  const { scores, touched, refold } = scoreEntry(document, before.scores, entry);
  if (refold) return null;
  const standing = standingAfter(before, entry);
  const day = morningOf(document.timeZone, entry.recordedAt);
  const morning =
    standing.status === 'closed'
      ? { day, scores: {} }
      : nextMorning(before.morning, day, before.scores, touched, scores);
  return { ...before, ...standing, seq: entry.seq, scores, morning };
}

/** Scores before the first entry. */
export function noScores({ hash }: Scored, { member: _id, program }: Entry): Scores {
  return { _id, program, seq: 0, boards: hash, ...NOBODY, scores: {}, morning: null };
}

type Standing = Pick<ScoreDocument, 'status' | 'draw' | 'tier' | 'segments'>;

const NOBODY: Standing = { status: 'none', draw: 0, tier: null, segments: [] };

function standingAfter({ status, draw, tier, segments }: Standing, { changes }: Entry): Standing {
  const standing = { status, draw, tier, segments };
  for (const change of changes) {
    if (change.kind === 'created') {
      standing.status = 'guest';
      standing.draw = change.draw;
    } else if (change.kind === 'joined') standing.status = 'joined';
    else if (change.kind === 'closed') standing.status = 'closed';
    else if (change.kind === 'tier.changed') standing.tier = change.to;
    else if (change.kind === 'segment.moved') {
      const others = standing.segments.filter((id) => id !== change.segment);
      standing.segments = change.in ? [...others, change.segment].sort() : others;
    }
  }
  return standing;
}
