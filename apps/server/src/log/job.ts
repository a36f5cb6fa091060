import type { Command, Entry } from '@laurel/engine';
import type { Points, PublishedProgram, SubmitOptions, Submitted } from '../laurel.ts';
import type { Granted } from './budget.ts';

/** A command that waits in the queue of its member's log. */
export interface Job {
  program: PublishedProgram;
  member: string;
  command: Command;
  options: SubmitOptions;
  /** The code that was claimed for whatever coupon this command may issue; kept over retries. */
  coupon: string | null;
  /** The numbers that were drawn for it, by draw; kept over retries, so that a lost race draws nothing anew. */
  luck?: ReadonlyMap<string, number>;
  /** Its reservation was released before it could buy. */
  tooLate: boolean;
  /** What it holds of what all members share, by pool; used again when it is decided again. */
  pools: Map<string, Granted>;
  /** What was sent to the store without word whether it stands. */
  sent: { entry: Entry; points: Points } | null;
  resolve(submitted: Submitted): void;
  reject(error: unknown): void;
}
