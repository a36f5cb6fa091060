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
import type { Program } from '@laurel/contract';
import type { BoardOf } from '../earn/program.ts';
import type { Entry } from '../log/entry.ts';
import { closesAt, periodOf } from './period.ts';
import { type Shift, shiftsOf } from './shift.ts';

/** A member's number on a board in a period, and when it was reached; above zero, or the member is not on the board. */
export interface Score {
  n: number;
  at: number;
}

/** One member's scores, by board and period. */
export type Scores = Record<string, Record<string, Score>>;

/** What one entry did to a member's scores. */
export interface Scored {
  scores: Scores;
  /** The scores that moved; `n` 0: no longer on the board. */
  touched: {
    board: string;
    period: string;
    n: number;
    at: number;
  }[];
  /** True: one entry cannot tell what remains; the log has to be folded from its start (`scoreLog`). */
  refold: boolean;
}

/** Folds one entry into a member's scores. The scores that are passed in are not changed. */
export function scoreEntry(program: Program, scores: Scores, entry: Entry): Scored {
  if (stryMutAct_9fa48("126")) {
    {}
  } else {
    stryCov_9fa48("126");
    if (entry.changes.some(({
      kind
    }) => kind === 'closed')) return leaveAll(scores);
    const result: Scored = {
      scores,
      touched: [],
      refold: false
    };
    for (const board of program.boards) {
      if (stryMutAct_9fa48("138")) {
        {}
      } else {
        stryCov_9fa48("138");
        for (const shift of shiftsOf(board, entry)) {
          if (stryMutAct_9fa48("139")) {
            {}
          } else {
            stryCov_9fa48("139");
            const period = countedIn(program, board, shift, entry);
            if (period === null) continue;
            const before = result.scores[board.id]?.[period];
            const after = next(board, before, shift);
            if (after === 'refold') return {
              scores,
              touched: [],
              refold: true
            };
            if (after === before) continue;
            result.scores = put(result.scores, board.id, period, after);
            result.touched.push({
              board: board.id,
              period,
              n: after?.n ?? 0,
              at: after?.at ?? shift.at
            });
          }
        }
      }
    }
    return result;
  }
}
interface Contribution {
  n: number;
  at: number;
  seq: number;
}

/** Folds a member's whole log into their scores. */
export function scoreLog(program: Program, entries: Iterable<Entry>): Scores {
  if (stryMutAct_9fa48("159")) {
    {}
  } else {
    stryCov_9fa48("159");
    const all = new Map<string, {
      board: BoardOf;
      period: string;
      of: Map<string, Contribution>;
    }>();
    for (const entry of entries) {
      if (stryMutAct_9fa48("160")) {
        {}
      } else {
        stryCov_9fa48("160");
        if (entry.changes.some(({
          kind
        }) => kind === 'closed')) return {};
        for (const board of program.boards) {
          if (stryMutAct_9fa48("169")) {
            {}
          } else {
            stryCov_9fa48("169");
            for (const shift of shiftsOf(board, entry)) {
              if (stryMutAct_9fa48("170")) {
                {}
              } else {
                stryCov_9fa48("170");
                const period = countedIn(program, board, shift, entry);
                if (period === null) continue;
                const key = `${board.id} ${period}`;
                const card = all.get(key) ?? {
                  board,
                  period,
                  of: new Map()
                };
                all.set(key, card);
                const n = (card.of.get(shift.key)?.n ?? 0) + (shift.n ?? 0);
                if (shift.n === null || n <= 0) card.of.delete(shift.key);else card.of.set(shift.key, {
                  n,
                  at: card.of.get(shift.key)?.at ?? shift.at,
                  seq: entry.seq
                });
              }
            }
          }
        }
      }
    }
    let scores: Scores = {};
    for (const {
      board,
      period,
      of
    } of all.values()) {
      if (stryMutAct_9fa48("192")) {
        {}
      } else {
        stryCov_9fa48("192");
        const score = combined(board, [...of.values()]);
        if (score) scores = put(scores, board.id, period, score);
      }
    }
    return scores;
  }
}

/** The period that a shift counts in; null: none, because that is over and closed (RULES 16, 24). */
function countedIn(program: Program, board: BoardOf, {
  at
}: Shift, {
  recordedAt
}: Entry): string | null {
  if (stryMutAct_9fa48("196")) {
    {}
  } else {
    stryCov_9fa48("196");
    const period = periodOf(board, program.timeZone, at);
    if (!period) return null;
    const closed = closesAt(board, program.timeZone, period);
    return closed !== null && recordedAt >= closed ? null : period.id;
  }
}

/** A score after one shift, where that can be told without the others. */
function next(board: BoardOf, before: Score | undefined, {
  n,
  at
}: Shift): Score | undefined | 'refold' {
  if (stryMutAct_9fa48("208")) {
    {}
  } else {
    stryCov_9fa48("208");
    if (n === null || n <= 0) {
      if (stryMutAct_9fa48("217")) {
        {}
      } else {
        stryCov_9fa48("217");
        if (n === 0 || !before) return before;
        if (n === null || !('sum' in board.score)) return 'refold';
        // What gave the score its time may be what is gone now.
        const left = before.n + n;
        if (left <= 0) return undefined;
        return before.at === at ? 'refold' : {
          n: left,
          at: before.at
        };
      }
    }
    if (stryMutAct_9fa48("244") ? false : stryMutAct_9fa48("243") ? true : stryMutAct_9fa48("242") ? before : (stryCov_9fa48("242", "243", "244"), !before)) return {
      n,
      at
    };
    if ('sum' in board.score || 'count' in board.score) return {
      n: before.n + n,
      at: Math.max(before.at, at)
    };
    if ('best' in board.score) {
      if (stryMutAct_9fa48("257")) {
        {}
      } else {
        stryCov_9fa48("257");
        const isBetter = n > before.n || n === before.n && at < before.at;
        return isBetter ? {
          n,
          at
        } : before;
      }
    }
    return at >= before.at ? {
      n,
      at
    } : before;
  }
}

/** A score from all contributions that survive. */
function combined({
  score
}: BoardOf, contributions: Contribution[]): Score | null {
  if (stryMutAct_9fa48("277")) {
    {}
  } else {
    stryCov_9fa48("277");
    const [first, ...others] = contributions;
    if (!first) return null;
    if ('best' in score) {
      if (stryMutAct_9fa48("284")) {
        {}
      } else {
        stryCov_9fa48("284");
        const best = others.reduce((a, b) => b.n > a.n || b.n === a.n && b.at < a.at ? b : a, first);
        return {
          n: best.n,
          at: best.at
        };
      }
    }
    if ('latest' in score) {
      if (stryMutAct_9fa48("303")) {
        {}
      } else {
        stryCov_9fa48("303");
        const latest = others.reduce((a, b) => b.at > a.at || b.at === a.at && b.seq > a.seq ? b : a, first);
        return {
          n: latest.n,
          at: latest.at
        };
      }
    }
    return others.reduce((sum, {
      n,
      at
    }) => ({
      n: sum.n + n,
      at: Math.max(sum.at, at)
    }), {
      n: first.n,
      at: first.at
    });
  }
}
function put(scores: Scores, board: string, period: string, score: Score | undefined): Scores {
  if (stryMutAct_9fa48("324")) {
    {}
  } else {
    stryCov_9fa48("324");
    const {
      [period]: _,
      ...others
    } = scores[board] ?? {};
    const periods = score ? {
      ...others,
      [period]: score
    } : others;
    if (Object.keys(periods).length > 0) return {
      ...scores,
      [board]: periods
    };
    const {
      [board]: __,
      ...rest
    } = scores;
    return rest;
  }
}
function leaveAll(scores: Scores): Scored {
  if (stryMutAct_9fa48("332")) {
    {}
  } else {
    stryCov_9fa48("332");
    const touched = Object.entries(scores).flatMap(([board, periods]) => Object.entries(periods).map(([period, {
      at
    }]) => ({
      board,
      period,
      n: 0,
      at
    })));
    return {
      scores: {},
      touched,
      refold: false
    };
  }
}