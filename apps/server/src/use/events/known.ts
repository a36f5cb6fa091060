import type { Recommended } from '../referrals/resolve.ts';
import type { Incoming } from './read.ts';

/** An event together with what was found out about it in the store. */
export interface Known {
  incoming: Incoming;
  /** The log that judges it, and its stored id. */
  member: string;
  stored: string;
  /** By whom the person was recommended, or null. */
  advocate: Recommended | null;
  /** Its key was claimed before, for the same said of another person: only a visitor's order may become an account's. */
  sameKey: boolean;
  /** Its key was claimed before. */
  standing: boolean;
  imported: boolean;
}
