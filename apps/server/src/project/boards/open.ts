import type { Board } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import type { MemberDocument, ScoreDocument, SeatDocument } from '../../store/documents.ts';
import type { Pulse } from '../pulse.ts';
import { fillingOf } from '../scores/folded.ts';
import type { BoardIndex } from './board-index.ts';
import { Names } from './names.ts';
import { periodAt } from './period.ts';
import { ProgramBoards } from './program-boards.ts';
import { saltOf } from './salt.ts';

/** The boards of all programs, in this process's memory. */
export interface Boards {
  /** One board in one period; read from the scores if nobody asked for it lately. */
  get(program: PublishedProgram, board: Board, period: string): Promise<BoardIndex>;
  names: Names;
  /** How far a program's boards are filled from the log, as of the last second; null: they are. */
  filling(program: string): Promise<{ done: number; of: number } | null>;
  /** Whether the running periods of every program were loaded. */
  ready(): boolean;
  close(): Promise<void>;
}

/** A period that has ended is forgotten when nobody asked for so many milliseconds. */
const FORGET = 600_000;
const SWEEP = 60_000;
/** Milliseconds for which it is not asked again how far boards are filled. */
const FRESH = 1_000;

/** Opens the boards and loads what is running. The pulse must be open already. */
export async function openBoards(laurel: Laurel, pulse: Pulse): Promise<Boards> {
  const programs = new Map<string, Promise<ProgramBoards>>();
  const names = new Names(laurel.store);
  let ready = false;

  const of = (program: PublishedProgram): Promise<ProgramBoards> => {
    const known = programs.get(program.id);
    if (known) return known;
    const opened = saltOf(laurel.store, program.id).then((salt) => new ProgramBoards(laurel.store, program, salt));
    programs.set(program.id, opened);
    opened.catch(() => programs.delete(program.id));
    return opened;
  };
  const running = ({ document }: PublishedProgram) =>
    document.boards.flatMap((board) => {
      const period = periodAt(board, document.timeZone, laurel.now());
      return period ? [{ board, period: period.id }] : [];
    });
  const load = async (program: string) => {
    const published = await laurel.programs.refresh(program);
    programs.delete(program);
    if (published) await (await of(published)).load(running(published));
  };
  const quietly = (what: Promise<unknown>) =>
    void what.catch((error) => laurel.logger.error({ err: error }, 'a board could not be brought up to date'));
  const all = async () => {
    const found = await laurel.store.programs.find({}, { _id: 1 }).lean<{ _id: string }[]>();
    for (const { _id } of found) await load(_id);
    ready = true;
  };

  const deaf = pulse.listen({
    score: (member, document) => quietly(score(member, document)),
    profile: (member) => quietly(profile(member)),
    seat: (id) => quietly(seat(id)),
    published: (program) => quietly(load(program)),
    lost() {
      programs.clear();
      names.forget();
      quietly(all());
    },
  });
  const score = async (member: string, document: ScoreDocument | null) => {
    const told = document ? [programs.get(document.program)] : [...programs.values()];
    for (const each of told) (await each)?.score(member, document);
  };
  const profile = async (member: MemberDocument) => {
    const boards = await programs.get(member.program);
    if (!boards) return;
    await boards.profile(member);
    if (names.set(member._id, member.alias)) boards.renamed(member._id);
  };
  const seat = async (id: string) => {
    const found = await laurel.store.seats.findById(id).lean<SeatDocument>();
    if (found) await (await programs.get(found.program))?.seat(found);
  };
  const sweep = setInterval(() => {
    for (const opened of programs.values())
      void opened.then(
        (boards) => forget(boards, laurel.now()),
        () => {},
      );
  }, SWEEP);
  sweep.unref();
  const forget = (boards: ProgramBoards, now: number) => {
    const current = new Set(running(boards.program).map(({ board, period }) => `${board.id}|${period}`));
    for (const index of boards.loaded()) {
      if (index.askedAt < now - FORGET && !current.has(`${index.board.id}|${index.period}`)) boards.drop(index);
    }
  };
  await all();

  const filled = new Map<string, { asked: number; answer: ReturnType<typeof fillingOf> }>();
  const filling = (program: string) => {
    const known = filled.get(program);
    const now = Date.now();
    if (known && now - known.asked < FRESH) return known.answer;
    const answer = fillingOf(laurel, program);
    filled.set(program, { asked: now, answer });
    answer.catch(() => filled.delete(program));
    return answer;
  };

  return {
    names,
    filling: async (program) => (await filling(program)) ?? null,
    ready: () => ready,
    async get(program, board, period) {
      const boards = await of(program);
      const [index] = await boards.load([{ board, period }]);
      if (!index) throw new Error(`the board ${board.id} was not loaded`);
      index.askedAt = laurel.now();
      return index;
    },
    async close() {
      deaf();
      clearInterval(sweep);
    },
  };
}
