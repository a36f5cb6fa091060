import type { Board, Program } from '@laurel/contract';
import type { Entry } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../laurel.ts';
import type { BoardIndex } from '../project/boards/board-index.ts';
import { ProgramBoards } from '../project/boards/program-boards.ts';
import { saltOf } from '../project/boards/salt.ts';
import { logs } from '../project/log-reader.ts';
import { scoredOf } from '../project/programs.ts';
import { foldScores } from '../project/scores/fold.ts';
import type { PeriodDocument, ScoreDocument } from '../store/documents.ts';

/** What scores depend on: with the same, those that are projected are the ones that count. */
function scoring({ score, period, hold }: Board): string {
  return JSON.stringify([score, period, hold]);
}

/**
 * The final ranks of a period, read anew from the scores; from the logs where the board is another one now, or is gone. Who takes part is
 * asked as of this moment.
 */
export async function rankPeriod(
  laurel: Laurel,
  program: PublishedProgram,
  period: PeriodDocument,
): Promise<BoardIndex> {
  const { definition: board, timeZone } = period;
  const current = program.document.boards.find(({ id }) => id === board.id);
  const same = current && scoring(current) === scoring(board) && program.document.timeZone === timeZone;
  const document = { ...program.document, timeZone, boards: [board] };
  const salt = await saltOf(laurel.store, program.id);
  const boards = new ProgramBoards(laurel.store, { ...program, document }, salt);
  return boards.once(board, period.period, same ? undefined : fromLogs(laurel, program.id, document));
}

async function* fromLogs(laurel: Laurel, program: string, document: Program): AsyncGenerator<ScoreDocument> {
  const scored = scoredOf(document);
  for await (const log of logs(laurel.store, scored.lines, program))
    yield { ...foldScores(scored, log as [Entry, ...Entry[]]), term: 0 };
}
