import type { Laurel } from '../laurel.ts';
import type { Boards } from '../project/boards/open.ts';
import type { Admission } from './limits/admission.ts';
import type { Limits } from './limits/limits.ts';

/** What every door of one process is given. */
export interface House {
  laurel: Laurel;
  boards: Boards;
  limits: Limits;
  /** Turns requests away while this process has enough to do. */
  admission: Admission;
  /** The origin under which browsers reach this server, where it is configured; else each request's own host counts. */
  ownOrigin: string | null;
}
