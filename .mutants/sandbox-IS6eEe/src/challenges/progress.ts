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
import { type Draft, emit } from '../decide/draft.ts';
import { holds, type Subject } from '../earn/condition.ts';
import { type ChallengeOf, isDated } from '../earn/program.ts';
import type { Fact } from '../log/fact.ts';
import { isOrderFact } from '../order/fact.ts';
import { grant } from '../points/grant.ts';
type StepOf = ChallengeOf['steps'][number];

/**
 * Moves the challenges that a fact counts for.
 * @param of the subject of an order, so that a refund finds what it did
 * @returns whether any moved
 */
export function progress(draft: Draft, fact: Fact, subject: Subject, of: string | null): boolean {
  if (stryMutAct_9fa48("484")) {
    {}
  } else {
    stryCov_9fa48("484");
    let any = false;
    for (const challenge of draft.program.challenges) {
      if (stryMutAct_9fa48("486")) {
        {}
      } else {
        stryCov_9fa48("486");
        const standing = draft.state.challenges[challenge.id];
        const isDone = standing?.completedAt !== null && standing !== undefined;
        if (isDone && challenge.onRefund === 'keep' || !isDated(challenge, fact.occurredAt)) continue;
        let moved = false;
        challenge.steps.forEach((step, at) => {
          const add = step.on === fact.type && holds(step.when, subject) ? addOf(step, subject.event) : 0;
          if (add <= 0) return;
          const value = (draft.state.challenges[challenge.id]?.steps[at] ?? 0) + add;
          emit(draft, {
            kind: 'challenge.progressed',
            challenge: challenge.id,
            step: at,
            value,
            add,
            subject: of
          });
          moved = true;
        });
        if (moved && !isDone && isComplete(challenge, draft.state.challenges[challenge.id]?.steps ?? [])) complete(draft, challenge, fact);
        any ||= moved;
      }
    }
    return any;
  }
}

/** What a fact adds to a step: one, or the number that the step sums, as a whole. */
export function addOf(step: StepOf, data: Record<string, unknown>): number {
  if (stryMutAct_9fa48("531")) {
    {}
  } else {
    stryCov_9fa48("531");
    if (step.sum === undefined) return 1;
    const value = numberAt(data, step.sum);
    return value === null ? 0 : Math.floor(value);
  }
}

/** What a step must come to. */
export function targetOf(step: StepOf): number {
  if (stryMutAct_9fa48("538")) {
    {}
  } else {
    stryCov_9fa48("538");
    return step.times ?? step.reach ?? 1;
  }
}
export function isComplete({
  steps
}: ChallengeOf, values: readonly number[]): boolean {
  if (stryMutAct_9fa48("541")) {
    {}
  } else {
    stryCov_9fa48("541");
    return steps.every((step, at) => (values[at] ?? 0) >= targetOf(step));
  }
}

/** The number at a dotted path, or null. */
export function numberAt(data: unknown, path: string): number | null {
  if (stryMutAct_9fa48("549")) {
    {}
  } else {
    stryCov_9fa48("549");
    let value: unknown = data;
    for (const part of path.split(stryMutAct_9fa48("550") ? "" : (stryCov_9fa48("550"), '.'))) {
      if (stryMutAct_9fa48("551")) {
        {}
      } else {
        stryCov_9fa48("551");
        if (stryMutAct_9fa48("554") ? value === null && typeof value !== 'object' : stryMutAct_9fa48("553") ? false : stryMutAct_9fa48("552") ? true : (stryCov_9fa48("552", "553", "554"), (stryMutAct_9fa48("556") ? value !== null : stryMutAct_9fa48("555") ? false : (stryCov_9fa48("555", "556"), value === null)) || (stryMutAct_9fa48("558") ? typeof value === 'object' : stryMutAct_9fa48("557") ? false : (stryCov_9fa48("557", "558"), typeof value !== (stryMutAct_9fa48("559") ? "" : (stryCov_9fa48("559"), 'object')))))) return null;
        value = (value as Record<string, unknown>)[part];
      }
    }
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  }
}

/** The grant of goods that may be sent back waits as the program's points do; any other comes at once. */
function complete(draft: Draft, {
  id,
  grant: given
}: ChallengeOf, {
  type,
  occurredAt: at
}: Fact): void {
  if (stryMutAct_9fa48("566")) {
    {}
  } else {
    stryCov_9fa48("566");
    const {
      points: life
    } = draft.program;
    const points = given.points ?? 0;
    const pending = isOrderFact(type) ? life.pending : undefined;
    const source = {
      kind: 'challenge',
      id
    } as const;
    const lot = points > 0 ? grant(draft, {
      points,
      source,
      subject: null,
      at,
      pending,
      expiry: life.expiry
    }) : null;
    emit(draft, {
      kind: 'challenge.completed',
      challenge: id,
      at,
      lot,
      points
    });
    if (given.badge !== undefined && draft.state.badges[given.badge] === undefined) emit(draft, {
      kind: 'badge.granted',
      badge: given.badge,
      at
    });
    const subject = `challenge:${id}`;
    emit(draft, {
      kind: 'tallied',
      metric: 'challenges.completed',
      n: 1,
      at,
      subject
    });
    if (points > 0) emit(draft, {
      kind: 'tallied',
      metric: 'points.earned',
      n: points,
      at,
      subject
    });
  }
}