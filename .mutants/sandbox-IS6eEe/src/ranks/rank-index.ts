// @ts-nocheck
function stryNS_9fa48() {
  var g = typeof globalThis === 'object' && globalThis && globalThis.Math === Math && globalThis || new Function("return this")();
  var ns = g.__stryker__ || (g.__stryker__ = {});
  if (ns.activeMutant === undefined && g.process && g.process.env && g.process.env.__STRYKER_ACTIVE_MUTANT__) {
    ns.activeMutant = g.process.env.__STRYKER_ACTIVE_MUTANT__;
  }
  function retrieveNS() {
    return ns;
  }
  stryNS_9fa48 = retrieveNS;
  return retrieveNS();
}
stryNS_9fa48();
function stryCov_9fa48() {
  var ns = stryNS_9fa48();
  var cov = ns.mutantCoverage || (ns.mutantCoverage = {
    static: {},
    perTest: {}
  });
  function cover() {
    var c = cov.static;
    if (ns.currentTestId) {
      c = cov.perTest[ns.currentTestId] = cov.perTest[ns.currentTestId] || {};
    }
    var a = arguments;
    for (var i = 0; i < a.length; i++) {
      c[a[i]] = (c[a[i]] || 0) + 1;
    }
  }
  stryCov_9fa48 = cover;
  cover.apply(null, arguments);
}
function stryMutAct_9fa48(id) {
  var ns = stryNS_9fa48();
  function isActive(id) {
    if (ns.activeMutant === id) {
      if (ns.hitCount !== void 0 && ++ns.hitCount > ns.hitLimit) {
        throw new Error('Stryker: Hit count limit reached (' + ns.hitCount + ')');
      }
      return true;
    }
    return false;
  }
  stryMutAct_9fa48 = isActive;
  return isActive(id);
}
import { CountedTree } from './counted-tree.ts';
export type Ties = 'unique' | 'dense' | 'competition';

/** A member on a board, with the place that the board's numbering gives. */
export interface Ranked {
  id: string;
  score: number;
  /** When the score was reached, in milliseconds. */
  at: number;
  place: number;
}
const SMALLEST = 64;

/**
 * Who stands where on one period of a board. The order is total: higher score, then earlier `at`, then smaller id. `unique`
 * numbers 1 2 3 4, `competition` 1 2 2 4, `dense` 1 2 2 3. Updates and questions cost O(log n).
 */
export class RankIndex {
  readonly ties: Ties;
  readonly #slots = new Map<string, number>();
  #ids: (string | undefined)[] = stryMutAct_9fa48("3592") ? ["Stryker was here"] : (stryCov_9fa48("3592"), []);
  #scores = new Float64Array(SMALLEST);
  #ats = new Float64Array(SMALLEST);
  #free: number[] = stryMutAct_9fa48("3593") ? ["Stryker was here"] : (stryCov_9fa48("3593"), []);
  readonly #order: CountedTree;
  /** One slot for each score that somebody has, for dense numbering; and how many have it. */
  readonly #steps: CountedTree | null;
  readonly #bearers = new Map<number, {
    slot: number;
    count: number;
  }>();
  #stepScores = new Float64Array(SMALLEST);
  #freeSteps: number[] = stryMutAct_9fa48("3594") ? ["Stryker was here"] : (stryCov_9fa48("3594"), []);
  #usedSteps = 0;
  constructor(ties: Ties = stryMutAct_9fa48("3595") ? "" : (stryCov_9fa48("3595"), 'unique')) {
    if (stryMutAct_9fa48("3596")) {
      {}
    } else {
      stryCov_9fa48("3596");
      this.ties = ties;
      this.#order = new CountedTree((a, b) => this.#compare(a, b));
      this.#steps = ties === 'dense' ? new CountedTree((a, b) => (this.#stepScores[b] as number) - (this.#stepScores[a] as number)) : null;
    }
  }
  get size(): number {
    if (stryMutAct_9fa48("3604")) {
      {}
    } else {
      stryCov_9fa48("3604");
      return this.#order.size;
    }
  }

  /** Puts many members on an empty board at once, faster than one by one. */
  static of(members: Iterable<{
    id: string;
    score: number;
    at: number;
  }>, ties: Ties = stryMutAct_9fa48("3605") ? "" : (stryCov_9fa48("3605"), 'unique')): RankIndex {
    if (stryMutAct_9fa48("3606")) {
      {}
    } else {
      stryCov_9fa48("3606");
      const index = new RankIndex(ties);
      for (const {
        id,
        score,
        at
      } of members) index.#take(id, score, at);
      const slots = Int32Array.from(index.#slots.values());
      index.#order.fill(slots.sort((a, b) => index.#compare(a, b)));
      if (index.#steps) for (const slot of slots) index.#bear(index.#scores[slot] as number);
      return index;
    }
  }

  /** Puts a member on the board or moves them. */
  set(id: string, score: number, at: number): void {
    if (stryMutAct_9fa48("3611")) {
      {}
    } else {
      stryCov_9fa48("3611");
      const known = this.#slots.get(id);
      if (known !== undefined) {
        if (stryMutAct_9fa48("3615")) {
          {}
        } else {
          stryCov_9fa48("3615");
          if (this.#scores[known] === score && this.#ats[known] === at) return;
          this.#order.delete(known);
          this.#unbear(this.#scores[known] as number);
          this.#scores[known] = score;
          this.#ats[known] = at;
        }
      }
      this.#order.add(known ?? this.#take(id, score, at));
      this.#bear(score);
    }
  }

  /** @returns whether the member was on the board */
  delete(id: string): boolean {
    if (stryMutAct_9fa48("3624")) {
      {}
    } else {
      stryCov_9fa48("3624");
      const slot = this.#slots.get(id);
      if (slot === undefined) return false;
      this.#order.delete(slot);
      this.#unbear(this.#scores[slot] as number);
      this.#slots.delete(id);
      this.#ids[slot] = undefined;
      this.#free.push(slot);
      return stryMutAct_9fa48("3629") ? false : (stryCov_9fa48("3629"), true);
    }
  }
  get(id: string): Ranked | null {
    if (stryMutAct_9fa48("3630")) {
      {}
    } else {
      stryCov_9fa48("3630");
      const slot = this.#slots.get(id);
      return slot === undefined ? null : this.#ranked(slot, this.#position(slot));
    }
  }

  /** The place that the board's numbering gives, or null for somebody who is not on it. */
  place(id: string): number | null {
    if (stryMutAct_9fa48("3634")) {
      {}
    } else {
      stryCov_9fa48("3634");
      return this.get(id)?.place ?? null;
    }
  }

  /** How many stand before a member, whatever the numbering, or null. */
  position(id: string): number | null {
    if (stryMutAct_9fa48("3637")) {
      {}
    } else {
      stryCov_9fa48("3637");
      const slot = this.#slots.get(id);
      return slot === undefined ? null : this.#position(slot);
    }
  }

  /** Up to `limit` members from a position counted from 0. */
  page(from: number, limit: number): Ranked[] {
    if (stryMutAct_9fa48("3641")) {
      {}
    } else {
      stryCov_9fa48("3641");
      let place = 0;
      let before: number | undefined;
      return this.#order.slice(from, limit).map((slot, at) => {
        const score = this.#scores[slot] as number;
        if (this.ties === 'unique') place = from + at + 1;else if (score !== before) place = this.#placeOf(score, from + at);
        before = score;
        return {
          id: this.#ids[slot] as string,
          score,
          at: this.#ats[slot] as number,
          place
        };
      });
    }
  }

  /** A member with up to `each` neighbours on either side; empty for somebody who is not on the board. */
  around(id: string, each: number): Ranked[] {
    if (stryMutAct_9fa48("3655")) {
      {}
    } else {
      stryCov_9fa48("3655");
      const position = this.position(id);
      if (position === null) return [];
      const from = stryMutAct_9fa48("3660") ? Math.min(0, position - each) : (stryCov_9fa48("3660"), Math.max(0, stryMutAct_9fa48("3661") ? position + each : (stryCov_9fa48("3661"), position - each)));
      return this.page(from, position - from + each + 1);
    }
  }

  /** The next better place and how far it is: `points` are missing to pass whoever holds it. Null on top and off the board. */
  next(id: string): {
    place: number;
    points: number;
  } | null {
    if (stryMutAct_9fa48("3665")) {
      {}
    } else {
      stryCov_9fa48("3665");
      const slot = this.#slots.get(id);
      if (slot === undefined) return null;
      const position = this.#position(slot);
      const score = this.#scores[slot] as number;
      const better = this.ties === 'unique' ? position - 1 : this.#above(score) - 1;
      const above = this.#order.at(better);
      if (above === undefined) return null;
      const theirs = this.#scores[above] as number;
      // Whoever reaches the same score later stands behind; only shared places are reached by an equal score.
      const missing = this.ties === 'unique' ? theirs - score + 1 : theirs - score;
      return {
        place: this.#placeOf(theirs, better),
        points: missing
      };
    }
  }
  #ranked(slot: number, position: number): Ranked {
    if (stryMutAct_9fa48("3686")) {
      {}
    } else {
      stryCov_9fa48("3686");
      const score = this.#scores[slot] as number;
      return {
        id: this.#ids[slot] as string,
        score,
        at: this.#ats[slot] as number,
        place: this.#placeOf(score, position)
      };
    }
  }
  #placeOf(score: number, position: number): number {
    if (stryMutAct_9fa48("3688")) {
      {}
    } else {
      stryCov_9fa48("3688");
      if (this.ties === 'unique') return position + 1;
      if (this.ties === 'competition' || !this.#steps) return this.#above(score) + 1;
      return this.#steps.countWhile(step => this.#stepScores[step] as number > score) + 1;
    }
  }

  /** How many have a higher score. */
  #above(score: number): number {
    if (stryMutAct_9fa48("3708")) {
      {}
    } else {
      stryCov_9fa48("3708");
      return this.#order.countWhile(slot => this.#scores[slot] as number > score);
    }
  }
  #position(slot: number): number {
    if (stryMutAct_9fa48("3714")) {
      {}
    } else {
      stryCov_9fa48("3714");
      return this.#order.countWhile(other => this.#compare(other, slot) < 0);
    }
  }
  #compare(a: number, b: number): number {
    if (stryMutAct_9fa48("3720")) {
      {}
    } else {
      stryCov_9fa48("3720");
      const byScore = (this.#scores[b] as number) - (this.#scores[a] as number);
      if (byScore !== 0) return byScore;
      const byTime = (this.#ats[a] as number) - (this.#ats[b] as number);
      if (byTime !== 0) return byTime;
      const [left, right] = stryMutAct_9fa48("3729") ? [] : (stryCov_9fa48("3729"), [this.#ids[a] as string, this.#ids[b] as string]);
      return left < right ? -1 : left > right ? 1 : 0;
    }
  }
  #take(id: string, score: number, at: number): number {
    if (stryMutAct_9fa48("3739")) {
      {}
    } else {
      stryCov_9fa48("3739");
      const slot = this.#free.pop() ?? this.#ids.length;
      if (slot >= this.#scores.length) {
        if (stryMutAct_9fa48("3745")) {
          {}
        } else {
          stryCov_9fa48("3745");
          this.#scores = grown(this.#scores);
          this.#ats = grown(this.#ats);
        }
      }
      this.#ids[slot] = id;
      this.#scores[slot] = score;
      this.#ats[slot] = at;
      this.#slots.set(id, slot);
      return slot;
    }
  }
  #bear(score: number): void {
    if (stryMutAct_9fa48("3746")) {
      {}
    } else {
      stryCov_9fa48("3746");
      if (stryMutAct_9fa48("3749") ? false : stryMutAct_9fa48("3748") ? true : stryMutAct_9fa48("3747") ? this.#steps : (stryCov_9fa48("3747", "3748", "3749"), !this.#steps)) return;
      const known = this.#bearers.get(score);
      if (known) {
        if (stryMutAct_9fa48("3752")) {
          {}
        } else {
          stryCov_9fa48("3752");
          known.count += 1;
          return;
        }
      }
      const slot = this.#freeSteps.pop() ?? this.#usedSteps++;
      if (slot >= this.#stepScores.length) this.#stepScores = grown(this.#stepScores);
      this.#stepScores[slot] = score;
      this.#bearers.set(score, {
        slot,
        count: 1
      });
      this.#steps.add(slot);
    }
  }
  #unbear(score: number): void {
    if (stryMutAct_9fa48("3761")) {
      {}
    } else {
      stryCov_9fa48("3761");
      const known = this.#steps ? this.#bearers.get(score) : undefined;
      if (!known || --known.count > 0) return;
      this.#steps?.delete(known.slot);
      this.#bearers.delete(score);
      this.#freeSteps.push(known.slot);
    }
  }
}
function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  if (stryMutAct_9fa48("3771")) {
    {}
  } else {
    stryCov_9fa48("3771");
    const larger = new Float64Array(array.length * 2);
    larger.set(array);
    return larger;
  }
}