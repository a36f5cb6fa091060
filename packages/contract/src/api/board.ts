import { z } from 'zod';
import { LIMITS } from '../constants/limits.ts';
import { PageInput } from './page.ts';

const period = z
  .string()
  .max(64)
  .describe('a period: "2026-11-22", "2026-W47", "2026-11", "2026", a season, "all"; by default the running one')
  .optional();

/** Which list of a board: everybody, groups against each other, or the members of one's own group or cohort. */
export const BOARD_VIEWS = ['all', 'groups', 'own'] as const;
export type BoardViewName = (typeof BOARD_VIEWS)[number];

const view = z
  .enum(BOARD_VIEWS)
  .describe('which list: by default a member’s own group, cohort or friends, and for all others groups, or everybody')
  .optional();

export const BoardInput = z.object({
  board: z.string().max(64),
  period,
  view: z
    .enum(['all', 'groups'])
    .describe('which list: by default groups where the board has them, else everybody')
    .optional(),
  group: z.string().max(200).describe('the members of this group').optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.guestRows).default(10),
});

export const BoardMemberInput = z.object({
  board: z.string().max(64),
  externalId: z.string().max(LIMITS.idLength),
  period,
  view,
  around: z.coerce.number().int().min(0).max(LIMITS.around).default(0),
});

export interface BoardRow {
  /** Opaque; belongs to this board and period. */
  id: string;
  place: number;
  alias: string;
  /** Null where the board shows places only. */
  score: number | null;
}

export interface PeriodView {
  id: string;
  startsAt: string | null;
  endsAt: string | null;
  /** Open; held for late facts after its end; closed: the ranks are final. */
  state: 'open' | 'held' | 'closed';
}

/** What a list of a board shows. */
export interface BoardListView {
  /** Everybody, groups against each other, the members of a group, a cohort of a league, or a member among their friends. */
  kind: 'all' | 'groups' | 'group' | 'cohort' | 'friends';
  /** The group's name, or the name of the cohort's level. */
  name: string | null;
  /** Of a cohort: its level, from 1, of so many, and how many rise and go down at the period's end. */
  level: { id: string; n: number; of: number; up: number; down: number } | null;
}

/** Which process counted to what: versions of two processes do not compare. */
export interface BoardVersion {
  process: string;
  n: number;
}

export interface BoardView {
  board: string;
  name: string;
  metric: string;
  ties: 'unique' | 'dense' | 'competition';
  period: PeriodView;
  list: BoardListView;
  /** How many members, or groups, stand on this list. */
  members: number;
  rows: BoardRow[];
  prizes: PrizeView[];
  /** While a new board is filled from the log: how many members' logs are read, of how many. */
  filling: { done: number; of: number } | null;
  next: string | null;
  version: BoardVersion;
}

/** What places of a list win at the period's end. */
export interface PrizeView {
  ranks: [number, number];
  points: number;
  /** Null: in every level of a league. */
  level: string | null;
  to: 'members' | 'groups';
}

/** One's own row: a member's, or their group's where groups stand against each other. */
export interface OwnPlaceView {
  id: string;
  place: number;
  score: number | null;
  /** What is missing to the next place; null where places only are shown, on top, and once the period is closed. */
  toNext: number | null;
  nextPlace: number | null;
  /** The next better prize: what it gives, from which place on, and what is missing (null where places only are shown). */
  toPrize: { place: number; points: number; missing: number | null } | null;
  /** Places won (or, below zero, lost) since the day began in the program's time zone; null: not there this morning. */
  moved: number | null;
}

/** A member's own place. */
export interface BoardMeView {
  board: string;
  period: PeriodView;
  list: BoardListView;
  members: number;
  /** Null: not on the board (no score yet, or stepped off). */
  me: OwnPlaceView | null;
  rows: BoardRow[];
}

/** A board as a list of boards tells it. */
export interface BoardSummaryView {
  board: string;
  name: string;
  metric: string;
  period: PeriodView;
  members: number;
  filling: { done: number; of: number } | null;
}

export const PeriodsInput = PageInput.extend({ board: z.string().max(64) });

/** A closed period of a board. */
export interface ClosedPeriodView {
  period: string;
  startsAt: string;
  endsAt: string;
  closedAt: string;
  members: number;
  /** `due`: they are being granted. */
  prizes: 'none' | 'due' | 'granted';
  winners: number;
  points: number;
  /** Over before there was the board, or brought in: prizes only when asked for. */
  history: boolean;
}

/** A member's place on every board that they stand on. */
export interface RanksView {
  boards: (Omit<BoardMeView, 'rows'> & { name: string })[];
}
