import { setTimeout } from 'node:timers/promises';
import type { Laurel } from '../laurel.ts';
import { Lease } from '../store/lease.ts';
import { celebrateBirthdays } from '../use/occasions/birthdays.ts';
import { sweepDue } from '../use/occasions/due.ts';
import { sortDaily } from '../use/segments/daily.ts';

/** How often what is due is looked for, in milliseconds: reads are exact without it, so nobody waits for this. */
const TICK = 20_000;

/** Writes down what has fallen due by itself, and makes the facts of birthdays and anniversaries. One process at a time. */
export class Clock {
  private readonly stopping = new AbortController();
  private readonly lease: Lease;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly core: Laurel,
    private readonly tick = TICK,
  ) {
    this.lease = new Lease(core.store, 'clock', core.process);
  }

  start(): void {
    this.running = this.run();
  }

  /** Stops after the member under way, and leaves the job to the next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await setTimeout(this.tick, null, { signal }).catch(() => {});
      if (signal.aborted) return;
      try {
        if (await this.lease.take()) await this.look(signal).finally(() => this.lease.release());
      } catch (error) {
        if (!signal.aborted) this.core.logger.warn({ err: error }, 'what falls due is written down again in a moment');
      }
    }
  }

  private async look(signal: AbortSignal): Promise<void> {
    await sweepDue(this.core, signal);
    await celebrateBirthdays(this.core, signal);
    await sortDaily(this.core, signal);
  }
}
