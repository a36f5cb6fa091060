import type { BoardMe, BoardPatch, BoardRow, BoardSnapshot, MemberPatch, MemberView } from '@laurel/contract';
import { type BoardQuestion, type BoardState, keyOf } from '../store/state.ts';

/** What a push comes to: the new value, `null` where it does not concern what is held, or that all must be asked for. */
export type Patched<Value> = Value | null | 'ask';

/** A member's values from one version to the next; only onto the version that they start from. */
export function patchMember(held: MemberView | null, patch: MemberPatch): Patched<MemberView> {
  if (held && patch.to <= held.version) return null;
  if (!held || patch.from !== held.version) return 'ask';
  return { ...held, ...patch.set, version: patch.to };
}

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
