import { z } from 'zod';
import { LIMITS } from '../constants/limits.ts';

const period = z
  .string()
  .max(64)
  .describe('a period: "2026-11-22", "2026-W47", "2026-11", "2026", a season, "all"; by default the running one')
  .optional();

export const BoardInput = z.object({
  board: z.string().max(64),
  period,
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.guestRows).default(10),
});

export const BoardMemberInput = z.object({
  board: z.string().max(64),
  externalId: z.string().max(LIMITS.idLength),
  period,
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
  state: 'open' | 'held' | 'closed';
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
  /** How many members stand on it. */
  members: number;
  rows: BoardRow[];
  prizes: { ranks: [number, number]; points: number }[];
  next: string | null;
  version: BoardVersion;
}

/** A member's own place. `toNext` is what is missing to the next place, null where places only are shown or on top. */
export interface BoardMeView {
  board: string;
  period: PeriodView;
  members: number;
  /** Null: not on the board (no score yet, or stepped off). */
  me: { id: string; place: number; score: number | null; toNext: number | null; nextPlace: number | null } | null;
  rows: BoardRow[];
}
