import type { Entry } from '@laurel/engine';
import type { Findings } from './findings.ts';

/** How long points may be on their way, in milliseconds: whoever carries them tries for less than that. */
const PATIENCE = 10 * 60_000;

/** What left one log for another, and what arrived. */
export class ExpectedArrivals {
  readonly #sent = new Map<string, { entry: string; points: number; at: number }>();
  readonly #arrived = new Set<string>();

  /** Takes what an entry sent or received. */
  take({ member, seq, keys, effects, changes, recordedAt, outcome }: Entry): void {
    if (outcome !== 'applied') return;
    for (const effect of effects) {
      if (effect.kind !== 'absorb' && effect.kind !== 'receive') continue;
      const points = changes.reduce((sum, change) => (change.kind === 'lot.sent' ? sum + change.points : sum), 0);
      this.#sent.set(effect.id, { entry: `${member}:${seq}`, points, at: recordedAt });
    }
    if (changes.some(({ kind }) => kind === 'lot.received' || kind === 'absorbed' || kind === 'owed.received'))
      this.#arrived.add((keys[0] ?? '').replace(/:back$/, ''));
  }

  /** Finds what is on its way for too long. @param now milliseconds */
  compare(findings: Findings, now: number): void {
    for (const [id, { entry, points, at }] of this.#sent)
      if (points > 0 && at + PATIENCE < now && !this.#arrived.has(id))
        findings.add('entries', entry, `the ${points} points that it sent never arrived: they are in transit`);
  }
}
