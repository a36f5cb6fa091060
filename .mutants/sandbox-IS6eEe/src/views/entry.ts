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
import type { AwardView, EntryView, Program } from '@laurel/contract';
import type { Award, Entry } from '../log/entry.ts';
import { reversedIn, sentenceOf } from './sentence.ts';
import { iso } from './text.ts';

/**
 * One line of a log as the API tells it.
 * @param entryId the id under which the entry is told
 * @param program the document of the entry's version, for names; null: ids are shown instead
 */
export function entryView(entry: Entry, entryId: string, locale: string, program: Program | null): EntryView {
  if (stryMutAct_9fa48("4669")) {
    {}
  } else {
    stryCov_9fa48("4669");
    const {
      changes,
      fact
    } = entry;
    const tiers = changes.filter(change => change.kind === 'tier.changed');
    const [first, last] = [tiers[0], tiers.at(-1)];
    const completed = new Set<string>();
    const moved = new Set<string>();
    for (const change of changes) {
      if (stryMutAct_9fa48("4678")) {
        {}
      } else {
        stryCov_9fa48("4678");
        if (change.kind === 'challenge.progressed') moved.add(change.challenge);else if (change.kind === 'challenge.completed') completed.add(change.challenge);
      }
    }
    return {
      id: entryId,
      seq: entry.seq,
      kind: entry.kind,
      type: fact?.type ?? null,
      // Keys that begin with a control character are our own, as for making a member.
      key: entry.keys.find(key => key > '\u001f') ?? null,
      outcome: entry.outcome,
      reason: entry.reason,
      occurredAt: iso(entry.occurredAt),
      recordedAt: iso(entry.recordedAt),
      programVersion: entry.version,
      postings: entry.postings,
      awards: entry.awards.map(award => awardView(entry, award)),
      reversed: reversedIn(entry),
      challenges: [...moved].map(id => ({
        id,
        completed: completed.has(id)
      })),
      badges: changes.flatMap(change => change.kind === 'badge.granted' ? [change.badge] : []),
      tier: first && last && first.from !== last.to ? {
        from: first.from,
        to: last.to
      } : null,
      data: fact?.data ?? null,
      text: sentenceOf(entry, locale, program)
    };
  }
}

/** An award, less what was given back before the order came. */
function awardView({
  changes
}: Entry, {
  rule,
  lot,
  before,
  points,
  clippedBy
}: Award): AwardView {
  if (stryMutAct_9fa48("4718")) {
    {}
  } else {
    stryCov_9fa48("4718");
    const opened = changes.find(change => change.kind === 'lot.opened' && change.lot === lot);
    const life = opened?.kind === 'lot.opened' ? opened : null;
    return {
      rule,
      points: lot === null ? 0 : life?.points ?? points,
      before,
      clippedBy: clippedBy?.reason ?? null,
      activeAt: iso(life?.activeAt ?? null),
      expiresAt: iso(life?.expiresAt ?? null)
    };
  }
}