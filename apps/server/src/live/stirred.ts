import type { Pulse } from '../project/pulse.ts';

/** Members of whom an entry was heard and no score yet; beyond, the oldest are forgotten. */
const MOST = 10_000;

/** Since when boards of a program have something to tell, so that the delay from an entry to its push can be measured. */
export class Stirred {
  private readonly entries = new Map<string, number>();
  private readonly oldest = new Map<string, number>();
  readonly close: () => void;

  constructor(pulse: Pulse) {
    this.close = pulse.listen({
      entry: ({ member, recordedAt }) => {
        if (this.entries.has(member)) return;
        if (this.entries.size >= MOST) this.entries.clear();
        this.entries.set(member, recordedAt);
      },
      score: (member, document) => {
        const at = this.entries.get(member);
        this.entries.delete(member);
        if (!document || at === undefined) return;
        this.oldest.set(document.program, Math.min(at, this.oldest.get(document.program) ?? at));
      },
    });
  }

  /** When the oldest entry was recorded that moved a score since the last frame; null when there is none. */
  since(program: string): number | null {
    return this.oldest.get(program) ?? null;
  }

  /** All that moved was told. */
  told(): void {
    this.oldest.clear();
  }
}
