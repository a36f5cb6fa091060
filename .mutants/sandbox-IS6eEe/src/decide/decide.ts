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
import { settleDue } from '../due/settle.ts';
import { copyState } from '../evolve/empty.ts';
import { postingsOf } from '../ledger/postings.ts';
import type { Command, Context } from '../log/command.ts';
import type { Entry } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { adjust } from '../points/adjust.ts';
import { react } from '../referral/advocate.ts';
import { cancel } from '../rewards/cancel.ts';
import { redeem } from '../rewards/redeem.ts';
import { release } from '../rewards/release.ts';
import type { Draft, Ending } from './draft.ts';
import { decideFact } from './fact.ts';
import { handOver } from './hand-over.ts';
import { close, create, join, refer } from './people.ts';

/**
 * Decides a command. The entry begins with what fell due up to its `recordedAt`; then comes what the command brought, and what
 * that made due at once. A refusal by the rules is an entry too. Nothing that is passed in is changed.
 * @param program the document of `context.version`
 * @param state the fold of the member's log so far
 * @param now the clock in milliseconds; an imported fact is recorded as of when it happened instead
 * @throws Error when the context lacks what the decision needs (a coupon code, an older version of the program)
 */
export function decide(program: Program, state: State, command: Command, context: Context, now: number): Entry {
  if (stryMutAct_9fa48("733")) {
    {}
  } else {
    stryCov_9fa48("733");
    const fact = command.kind === 'fact' ? command.fact : null;
    const clock = command.imported && fact ? fact.occurredAt : now;
    const recordedAt = Math.max(clock, state.recordedAt);
    const draft: Draft = stryMutAct_9fa48("742") ? {} : (stryCov_9fa48("742"), {
      program,
      context,
      command,
      state: copyState(state),
      seq: state.seq + 1,
      recordedAt,
      occurredAt: fact?.occurredAt ?? recordedAt,
      opened: 0,
      keys: [command.key],
      subjects: new Set(),
      tier: null,
      awards: [],
      silent: [],
      standing: null,
      seen: null,
      changes: [],
      effects: []
    });
    settleDue(draft, state.recordedAt, recordedAt);
    const ending = carryOut(draft);
    settleDue(draft, recordedAt, recordedAt);
    return entryOf(draft, ending);
  }
}
function carryOut(draft: Draft): Ending {
  if (stryMutAct_9fa48("751")) {
    {}
  } else {
    stryCov_9fa48("751");
    const {
      command
    } = draft;
    if (draft.state.status === 'closed' && command.kind !== 'release' && command.kind !== 'settle') return {
      kind: KINDS[command.kind],
      outcome: 'refused',
      reason: 'not_joined'
    };
    switch (command.kind) {
      case 'create':
        if (stryMutAct_9fa48("769")) {} else {
          stryCov_9fa48("769");
          return create(draft, command);
        }
      case 'join':
        if (stryMutAct_9fa48("771")) {} else {
          stryCov_9fa48("771");
          return join(draft, command);
        }
      case 'refer':
        if (stryMutAct_9fa48("773")) {} else {
          stryCov_9fa48("773");
          return refer(draft, command);
        }
      case 'fact':
        if (stryMutAct_9fa48("775")) {} else {
          stryCov_9fa48("775");
          return decideFact(draft, command);
        }
      case 'redeem':
        if (stryMutAct_9fa48("777")) {} else {
          stryCov_9fa48("777");
          return redeem(draft, command);
        }
      case 'cancel':
        if (stryMutAct_9fa48("779")) {} else {
          stryCov_9fa48("779");
          return cancel(draft, command);
        }
      case 'release':
        if (stryMutAct_9fa48("781")) {} else {
          stryCov_9fa48("781");
          return release(draft, command);
        }
      case 'adjust':
        if (stryMutAct_9fa48("783")) {} else {
          stryCov_9fa48("783");
          return adjust(draft, command);
        }
      case 'react':
        if (stryMutAct_9fa48("785")) {} else {
          stryCov_9fa48("785");
          return react(draft, command);
        }
      case 'handOver':
        if (stryMutAct_9fa48("787")) {} else {
          stryCov_9fa48("787");
          return handOver(draft, command);
        }
      case 'close':
        if (stryMutAct_9fa48("789")) {} else {
          stryCov_9fa48("789");
          return close(draft, command);
        }
      case 'settle':
        if (stryMutAct_9fa48("791")) {} else {
          stryCov_9fa48("791");
          return {
            kind: 'due.settled',
            outcome: 'applied',
            reason: null
          };
        }
    }
  }
}

/** The kind of entry that each command leaves when it is refused. */
const KINDS = {
  create: 'member.created',
  join: 'member.joined',
  refer: 'member.referred',
  fact: 'fact.kept',
  redeem: 'redemption.made',
  cancel: 'redemption.cancelled',
  release: 'reservation.released',
  adjust: 'points.adjusted',
  react: 'reaction',
  handOver: 'subject.handed_over',
  close: 'member.closed',
  settle: 'due.settled'
} as const satisfies Record<Command['kind'], Entry['kind']>;
function entryOf(draft: Draft, {
  kind,
  outcome,
  reason
}: Ending): Entry {
  if (stryMutAct_9fa48("796")) {
    {}
  } else {
    stryCov_9fa48("796");
    const {
      command,
      context,
      changes
    } = draft;
    for (const change of changes) if (change.kind === 'lot.expired' && change.subject) draft.subjects.add(change.subject);
    return {
      program: context.program,
      member: context.member,
      seq: draft.seq,
      kind,
      keys: draft.keys,
      body: command.body,
      subjects: [...draft.subjects],
      version: context.version,
      occurredAt: draft.occurredAt,
      recordedAt: draft.recordedAt,
      outcome,
      reason,
      fact: command.kind === 'fact' ? command.fact : null,
      tier: draft.tier,
      awards: draft.awards,
      silent: draft.silent,
      standing: draft.standing,
      seen: draft.seen,
      changes,
      postings: postingsOf(changes),
      effects: draft.effects,
      imported: command.imported ?? false
    };
  }
}