import { z } from 'zod';
import {
  BOARD_VIEWS,
  type BoardMeView,
  type BoardRow,
  type BoardVersion,
  type BoardView,
  type BoardViewName,
} from '../api/board.ts';
import type { GoalView } from '../api/goal.ts';
import type { MemberView } from '../api/member.ts';

/** Sent by the browser when it connects. */
export const LiveAuth = z.object({
  program: z.string().max(100).describe('the publishable key'),
  token: z.string().max(4_096).optional().describe('the member token; without it, a guest'),
  protocol: z.int().min(1),
});

/** What the browser holds and looks at. Sent on joining, waking and coming back; answered by nothing, patches or snapshots. */
export const LiveHello = z.object({
  locale: z.string().max(35).default('en'),
  /** A new token for the same socket, when the old one has run out. */
  token: z.string().max(4_096).optional(),
  /** The member version that is held; null: none. Left out: not interested. */
  member: z.int().min(0).nullable().optional(),
  boards: z
    .array(
      z.object({
        board: z.string().max(64),
        period: z.string().max(64).optional(),
        view: z.enum(BOARD_VIEWS).optional().catch(undefined),
        limit: z.int().min(1).max(100).default(10),
        around: z.int().min(0).max(50).default(2),
        holds: z
          .object({ process: z.string().max(64), n: z.int().min(0) })
          .nullable()
          .default(null),
      }),
    )
    .max(10)
    .default([]),
  /** Whether the common goals are looked at. */
  goals: z.boolean().default(false),
});
export type LiveHello = z.input<typeof LiveHello>;

/** New values (never differences) of the parts that changed between two versions. Parts replace those held, whole. */
export interface MemberPatch {
  from: number;
  to: number;
  set: Partial<MemberView>;
}

export interface MemberSnapshot {
  member: MemberView;
}

/** Rows of the looked-at page after a tick: those that moved or came, and the ids of those that left the page. */
export interface BoardPatch {
  board: string;
  period: string;
  /** The list as it was asked for; left out: none was named. */
  asked?: BoardViewName;
  process: string;
  from: number;
  to: number;
  members: number;
  rows: BoardRow[];
  gone: string[];
}

export interface BoardSnapshot {
  asked?: BoardViewName;
  view: BoardView;
  me: BoardMeView | null;
}

export interface BoardMe {
  asked?: BoardViewName;
  me: BoardMeView;
  version: BoardVersion;
}

/** The common goals as they stand after a tick, and one's own part of each. */
export interface GoalsPush {
  goals: GoalView[];
}

export interface GoAway {
  /** Milliseconds after which to come back, spread out over the browsers. */
  after: number;
}
