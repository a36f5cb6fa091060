import type { Entry } from '../log/entry.ts';
import { firstOf } from '../number/first.ts';

/** What one member asked of a pool at an instant, for an order or what else it was about; below zero: what of it is no longer needed. */
interface Ask {
  at: number;
  member: string;
  about: string;
  n: number;
}

type Place = Pick<Ask, 'at' | 'member'>;

/** When a pool was empty, and what there was for who asked while it ran dry. */
export interface Dry {
  spans: { from: Place; to: Place | null }[];
  parts: Map<string, number>;
}

/** What was asked of each pool, and how much of it there is. */
export type Asks = Map<string, { total: number; asks: Ask[] }>;

/** What members ask of the pools that they share, where nobody is refused: found by a first look at all logs. */
export class PoolScout {
  readonly asks: Asks = new Map();

  take({ changes, recordedAt: at, member, subjects }: Entry): void {
    for (const change of changes) {
      if (change.kind !== 'pool.used' && change.kind !== 'pool.freed') continue;
      const about = `${member} ${subjects[0] ?? ''}`;
      const { pool } = change;
      // What is freed was used before, in the same log.
      const known = this.asks.get(pool) ?? { total: change.kind === 'pool.used' ? change.total : 0, asks: [] };
      this.asks.set(pool, known);
      known.asks.push({ at, member, about, n: change.kind === 'pool.used' ? change.n : -change.n });
    }
  }
}

/** The pools that ran dry, by what all parts of the logs asked of them; null: all had enough. */
export function dryPools(parts: readonly Asks[]): Map<string, Dry> | null {
  const all: Asks = new Map();
  for (const part of parts) {
    for (const [pool, { total, asks }] of part) {
      const known = all.get(pool);
      all.set(pool, known ? { total: Math.max(total, known.total), asks: known.asks.concat(asks) } : { total, asks });
    }
  }
  const dry = new Map<string, Dry>();
  for (const [pool, { total, asks }] of all) {
    const found = dryOf(total, asks);
    if (found.spans.length > 0) dry.set(pool, found);
  }
  return dry.size > 0 ? dry : null;
}

/** Who asks earlier gets it, to the point; who gives back what they never got gives nothing back. */
function dryOf(total: number, asks: Ask[]): Dry {
  const [spans, parts]: [Dry['spans'], Dry['parts']] = [[], new Map()];
  const holds = new Map<string, { asked: number; has: number }>();
  let left = total;
  // What was given at one place so far.
  let here = { key: '', n: 0 };
  for (const { n, about, ...place } of asks.sort(inOrder)) {
    if (keyOf(place) !== here.key) here = { key: keyOf(place), n: 0 };
    const { asked, has } = holds.get(about) ?? { asked: 0, has: 0 };
    const given = n > 0 ? Math.min(n, left) : Math.min(0, asked + n - has);
    holds.set(about, { asked: asked + n, has: has + given });
    left -= given;
    const last = spans.at(-1);
    if (given < 0 && last && last.to === null) last.to = place;
    if (n <= 0) continue;
    here.n += given;
    if (given < n && (!last || last.to !== null)) spans.push({ from: place, to: null });
    if (given < n && here.n > 0) parts.set(here.key, here.n);
  }
  return { spans, parts };
}

const inOrder = (a: Place, b: Place) => a.at - b.at || (a.member < b.member ? -1 : Number(a.member > b.member));
const keyOf = ({ at, member }: Place) => `${at} ${member}`;

/** What there is for each member of pools that run dry. */
export class Shares {
  constructor(private readonly dry: ReadonlyMap<string, Dry>) {}

  /** The pools of which there is nothing for whoever asks. */
  emptyAt(place: Place): string[] {
    const empty: string[] = [];
    for (const [pool, dry] of this.dry) if (!dry.parts.has(keyOf(place)) && isEmpty(dry, place)) empty.push(pool);
    return empty;
  }

  /** So many of a pool, or what there is; null: it never runs dry. */
  of(pool: string, n: number, place: Place): number | null {
    const dry = this.dry.get(pool);
    if (!dry) return null;
    const part = dry.parts.get(keyOf(place));
    if (part !== undefined) return Math.min(n, part);
    return isEmpty(dry, place) ? 0 : n;
  }

  /** So many are taken: what is left there is for what else comes at the same instant. */
  took(pool: string, n: number, place: Place): void {
    const parts = this.dry.get(pool)?.parts;
    const part = parts?.get(keyOf(place));
    if (parts && part !== undefined) parts.set(keyOf(place), Math.max(0, part - n));
  }
}

function isEmpty({ spans }: Dry, place: Place): boolean {
  const span = spans[firstOf(spans, ({ from }) => inOrder(from, place) > 0) - 1];
  return span !== undefined && (span.to === null || inOrder(place, span.to) < 0);
}
