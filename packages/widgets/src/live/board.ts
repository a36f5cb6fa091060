import type { BoardMe, BoardPatch, BoardRow, BoardSnapshot, LiveHello } from '@laurel/contract';
import { type BoardQuestion, type BoardState, keyOf } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import type { Patched, Push } from './member.ts';

type Boards = Readonly<Record<string, BoardState>>;
type Held = { question: BoardQuestion; state: NonNullable<BoardState> };

/** The held pages of one board and period. Several elements may show it at different lengths. */
function pagesOf(
  boards: Boards,
  questions: BoardQuestion[],
  board: string,
  period: string,
  asked: BoardQuestion['view'],
): [string, Held][] {
  return questions.flatMap((question) => {
    const name = keyOf(question);
    const state = boards[name];
    return state?.view.board === board && state.view.period.id === period && question.view === asked
      ? [[name, { question, state }]]
      : [];
  });
}

const trim = (rows: BoardRow[], limit: number) => rows.toSorted((a, b) => a.place - b.place).slice(0, limit);

function around(me: BoardMe['me'], reach: number): BoardMe['me'] {
  const at = me.rows.findIndex(({ id }) => id === me.me?.id);
  return at < 0 ? me : { ...me, rows: me.rows.slice(Math.max(0, at - reach), at + reach + 1) };
}

/** Rows that moved on a looked-at page, onto the version that they start from, counted by the same process. */
export function patchBoard(boards: Boards, questions: BoardQuestion[], patch: BoardPatch): Patched<Boards> {
  const next = { ...boards };
  let touched = false;
  for (const [name, { question, state }] of pagesOf(boards, questions, patch.board, patch.period, patch.asked)) {
    const { view } = state;
    if (view.version.process === patch.process && patch.to <= view.version.n) continue;
    if (view.version.process !== patch.process || view.version.n !== patch.from) return 'ask';
    const left = new Set([...patch.gone, ...patch.rows.map(({ id }) => id)]);
    const rows = trim([...view.rows.filter(({ id }) => !left.has(id)), ...patch.rows], question.limit);
    const version = { process: patch.process, n: patch.to };
    next[name] = { ...state, view: { ...view, rows, members: patch.members, version } };
    touched = true;
  }
  return touched ? next : null;
}

/** A whole page, of the period that is held or of the one that has followed it. */
export function replaceBoard(
  boards: Boards,
  questions: BoardQuestion[],
  { asked, view, me }: BoardSnapshot,
): Boards | null {
  const next = { ...boards };
  let touched = false;
  for (const question of questions) {
    const name = keyOf(question);
    const held = boards[name]?.view;
    if (held?.board !== view.board || question.view !== asked) continue;
    const later = (view.period.startsAt ?? '') >= (held.period.startsAt ?? '');
    if (question.period ? question.period !== view.period.id : !later) continue;
    next[name] = { view: { ...view, rows: trim(view.rows, question.limit) }, me: me && around(me, question.around) };
    touched = true;
  }
  return touched ? next : null;
}

/** One's own place. */
export function placeMe(boards: Boards, questions: BoardQuestion[], { asked, me, version }: BoardMe): Boards | null {
  const next = { ...boards };
  let touched = false;
  for (const [name, { question, state }] of pagesOf(boards, questions, me.board, me.period.id, asked)) {
    const held = state.view.version;
    if (held.process === version.process && version.n < held.n) continue;
    next[name] = { ...state, me: around(me, question.around) };
    touched = true;
  }
  return touched ? next : null;
}

/** Takes in what was pushed about a board. @returns whether all must be asked for */
export function hearBoard(store: Store, name: Push, data: unknown): boolean {
  const { boards } = store.state();
  const questions = store.questions();
  const next =
    name === 'board.patch'
      ? patchBoard(boards, questions, data as BoardPatch)
      : name === 'board.me'
        ? placeMe(boards, questions, data as BoardMe)
        : replaceBoard(boards, questions, data as BoardSnapshot);
  if (next && next !== 'ask') store.set({ boards: next }, true);
  return next === 'ask';
}

type Page = NonNullable<LiveHello['boards']>[number];

/** The pages that are looked at, and what is held of them. Those of one board and period are asked for once, at the greatest length. */
export function pagesLookedAt(store: Store, forget: boolean): Page[] {
  const { boards } = store.state();
  const pages = new Map<string, Page>();
  for (const question of store.questions()) {
    const { period, view: asked } = question;
    const view = boards[keyOf(question)]?.view;
    if (!view) continue;
    const name = [view.board, period, asked].join('|');
    const other = pages.get(name);
    const same = !other || (other.holds?.process === view.version.process && other.holds.n === view.version.n);
    pages.set(name, {
      board: view.board,
      ...(period ? { period } : {}),
      ...(asked ? { view: asked } : {}),
      limit: Math.max(question.limit, other?.limit ?? 0),
      around: Math.max(question.around, other?.around ?? 0),
      holds: forget || !same ? null : view.version,
    });
  }
  return [...pages.values()].slice(0, 10);
}
