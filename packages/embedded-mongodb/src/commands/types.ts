import type { Doc } from '../bson/types.ts';
import type { Deadline } from '../cursor/cursors.ts';
import type { Connection } from '../serve/connection.ts';
import type { Request } from '../serve/frame.ts';
import type { Server } from '../serve/Server.ts';

/** One command, and all it needs to be answered. */
export interface Call {
  readonly server: Server;
  readonly name: string;
  readonly db: string;
  readonly command: Doc;
  readonly connection: Connection;
  readonly request: Request;
  readonly deadline: Deadline;
  /** Of the session the command came in, if any. */
  readonly session: string | undefined;
  readonly txnNumber: bigint | undefined;
}

export type Result = Doc | AsyncIterable<Doc>;

export interface CommandSpec {
  readonly run: (call: Call) => Result | Promise<Result>;
  /** Fields it takes besides those that every command takes; others are refused. Undefined if it is lenient. */
  readonly fields?: readonly string[];
  /** Only runs on the database `admin`. */
  readonly admin?: boolean;
  /** Takes `txnNumber`. */
  readonly retryable?: boolean;
}
