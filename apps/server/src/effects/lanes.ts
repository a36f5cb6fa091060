import { setTimeout } from 'node:timers/promises';
import type { Laurel } from '../laurel.ts';

/** Work that goes on until it is stopped: again at once after something was found, and else after a pause that differs each time. */
export class Lanes {
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>[] = [];

  /** @param trouble what the log says when a turn fails; the next one comes all the same */
  constructor(
    private readonly core: Pick<Laurel, 'logger'>,
    private readonly trouble: string,
  ) {}

  /**
   * @param work one turn; whether it found something to do
   * @param pause milliseconds, on average
   */
  open(work: () => Promise<boolean>, pause: number): void {
    this.running.push(this.run(work, pause));
  }

  /** Stops after what is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  private async run(work: () => Promise<boolean>, pause: number): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      let found = false;
      try {
        found = await work();
      } catch (error) {
        if (!signal.aborted) this.core.logger.warn({ err: error }, this.trouble);
      }
      if (!found) await setTimeout(pause * (0.5 + Math.random()), null, { signal }).catch(() => {});
    }
  }
}
