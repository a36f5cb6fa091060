import type { Laurel } from '../laurel.ts';
import { Lease } from '../store/lease.ts';
import { fillNext } from '../use/fills/fill.ts';
import { Lanes } from './lanes.ts';

const PAUSE = 1_000;

/** Fills new challenges from the past in the logs of all members. One process at a time; who does it twice does it once. */
export class Filler {
  private readonly lanes: Lanes;
  private readonly lease: Lease;
  private stopping = false;

  constructor(private readonly core: Laurel) {
    this.lanes = new Lanes(core, 'new challenges are filled from the past again in a moment');
    this.lease = new Lease(core.store, 'fills', core.process);
  }

  start(): void {
    this.lanes.open(() => this.next(), PAUSE);
  }

  /** Stops after the members under way. */
  stop(): Promise<void> {
    this.stopping = true;
    return this.lanes.stop();
  }

  private async next(): Promise<boolean> {
    // Seldom is there anything; nobody need ask for the right to find nothing.
    if (!(await this.core.store.fills.exists({ done: false }))) return false;
    if (!(await this.lease.take())) return false;
    return fillNext(this.core, () => this.stopping).finally(() => this.lease.release());
  }
}
