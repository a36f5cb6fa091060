import type {
  BoardMeView,
  BoardView,
  BoardViewName,
  ErrorCode,
  GoalView,
  MemberView,
  ProgramView,
  SnapshotView,
} from '@laurel/contract';

/** Which page of which board an element shows. */
export interface BoardQuestion {
  board?: string;
  period?: string;
  view?: BoardViewName;
  limit: number;
  around: number;
}

/** What a board's element shows; null where the program has no such board. */
export type BoardState = { readonly view: BoardView; readonly me: BoardMeView | null } | null;

/** Why the last question got no answer. `offline`: the server was not reached at all. */
export interface Failure {
  readonly code: ErrorCode | 'offline';
  readonly requestId: string | null;
  /** Why a rule refused it, in the shopper's language. */
  readonly text?: string | undefined;
}

/** The words of the page's owner instead of ours, by key, or by language and key. */
export type Strings = Readonly<Record<string, unknown>>;

/** All that an element knows. Frozen; every change is another object. */
export interface State {
  readonly identity: 'unsettled' | 'guest' | 'member';
  /** Null until the server has answered for this identity. */
  readonly program: ProgramView | null;
  readonly member: MemberView | null;
  /** By the key of their question. */
  readonly boards: Readonly<Record<string, BoardState>>;
  /** The common goals; null until the server has said them. */
  readonly goals: readonly GoalView[] | null;
  /** The lines of the member's history so far; null until an element has asked for them. */
  readonly history: SnapshotView['history'];
  /** What joining would bring at once; null as above, and for whoever has joined. */
  readonly join: SnapshotView['join'];
  /** The last failure, until an answer comes. With a `program` beside it, the values are the last known. */
  readonly failure: Failure | null;
  /** The server's clock minus the browser's, in milliseconds. */
  readonly skew: number;
  readonly locale: string;
  readonly strings: Strings;
}

/** The key under which a question's answer stands in `boards`. */
export const keyOf = (question: BoardQuestion): string =>
  [question.board, question.period, question.limit, question.around, question.view].join('|');
