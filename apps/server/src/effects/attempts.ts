import type { Entry } from '@laurel/engine';
import type { Effects, Laurel } from '../laurel.ts';
import { hasEffects, performEffects } from './perform.ts';

/** Tries effects in the process that wrote the entry, so that nobody waits for the follower; it does what fails here. */
export class Attempts implements Effects {
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly core: Laurel) {}

  attempt(entries: Entry[]): void {
    for (const entry of entries) {
      // A hand-over is finished by the request that began it, which knows more about it.
      if (!hasEffects(entry) || entry.kind === 'subject.handed_over') continue;
      const running = performEffects(this.core, entry)
        .catch((error: unknown) =>
          this.core.logger.warn({ err: error, member: entry.member }, 'an effect is left to the follower'),
        )
        .finally(() => this.running.delete(running));
      this.running.add(running);
    }
  }

  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }
}
