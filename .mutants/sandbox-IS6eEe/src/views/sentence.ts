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
import type { PluralText, Program, Text } from '@laurel/contract';
import type { Change } from '../log/change.ts';
import type { Award, Entry } from '../log/entry.ts';
import { isRefund, orderIdOf } from '../order/fact.ts';
import { counted, day, knownLocale, language, money, number, textOf } from './text.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';
import type { Words } from './words/words.ts';
const POINTS: PluralText = {
  en: {
    one: 'point',
    other: 'points'
  },
  fr: {
    one: 'point',
    other: 'points'
  }
};

/** What a sentence is written with: the words of a language, and a program that has names for things (null: ids are shown). */
interface Pen {
  words: Words;
  locale: string;
  program: Program | null;
  points(n: number): string;
  /** The name of a part of the program. */
  name(list: 'rules' | 'tiers' | 'challenges' | 'badges' | 'rewards' | 'campaigns', id: string): string;
}

/** What happened and why, in one sentence. */
export function sentenceOf(entry: Entry, locale: string, program: Program | null): string {
  if (stryMutAct_9fa48("5007")) {
    {}
  } else {
    stryCov_9fa48("5007");
    const known = knownLocale(locale);
    const pen: Pen = {
      words: language(known) === 'fr' ? fr : en,
      locale: known,
      program,
      points: n => counted(program?.points.name ?? POINTS, n, known),
      name: (list, id) => textOf((program?.[list] as {
        id: string;
        name?: Text | undefined;
      }[] | undefined)?.find(one => one.id === id)?.name, known, id)
    };
    const parts = [...mainParts(entry, pen), ...consequences(entry, pen)];
    const text = parts.join(pen.words.and);
    return stryMutAct_9fa48("5024") ? `` : (stryCov_9fa48("5024"), `${stryMutAct_9fa48("5026") ? text.toUpperCase() : stryMutAct_9fa48("5025") ? text.charAt(0).toLowerCase() : (stryCov_9fa48("5025", "5026"), text.charAt(0).toUpperCase())}${stryMutAct_9fa48("5027") ? text : (stryCov_9fa48("5027"), text.slice(1))}.`);
  }
}
function mainParts(entry: Entry, pen: Pen): string[] {
  if (stryMutAct_9fa48("5028")) {
    {}
  } else {
    stryCov_9fa48("5028");
    const {
      words
    } = pen;
    if (entry.outcome === 'refused') return [...about(entry, pen), entry.reason ? words.refused(words.reasons[entry.reason]) : words.refusedAlready];
    switch (entry.kind) {
      case 'fact.kept':
        if (stryMutAct_9fa48("5034")) {} else {
          stryCov_9fa48("5034");
          return [headed(pen, about(entry, pen), words.kept(entry.reason ? words.reasons[entry.reason] : ''))];
        }
      case 'fact.judged':
        if (stryMutAct_9fa48("5038")) {} else {
          stryCov_9fa48("5038");
          return [headed(pen, about(entry, pen), judged(entry, pen))];
        }
      case 'member.created':
        if (stryMutAct_9fa48("5041")) {} else {
          stryCov_9fa48("5041");
          return [words.created];
        }
      case 'member.joined':
        if (stryMutAct_9fa48("5044")) {} else {
          stryCov_9fa48("5044");
          return [words.joined];
        }
      case 'member.referred':
        if (stryMutAct_9fa48("5047")) {} else {
          stryCov_9fa48("5047");
          return [words.referred];
        }
      case 'member.closed':
        if (stryMutAct_9fa48("5050")) {} else {
          stryCov_9fa48("5050");
          return [words.closed];
        }
      case stryMutAct_9fa48("5054") ? "" : (stryCov_9fa48("5054"), 'due.settled'):
        if (stryMutAct_9fa48("5053")) {} else {
          stryCov_9fa48("5053");
          return entry.changes.length === 0 ? [words.settled] : [];
        }
      case 'redemption.made':
        if (stryMutAct_9fa48("5060")) {} else {
          stryCov_9fa48("5060");
          return redeemed(entry, pen);
        }
      case 'redemption.cancelled':
        if (stryMutAct_9fa48("5062")) {} else {
          stryCov_9fa48("5062");
          return [words.cancelledRedemption];
        }
      case 'reservation.released':
        if (stryMutAct_9fa48("5065")) {} else {
          stryCov_9fa48("5065");
          return [words.released];
        }
      case 'points.adjusted':
        if (stryMutAct_9fa48("5068")) {} else {
          stryCov_9fa48("5068");
          return adjusted(entry, pen);
        }
      case 'reaction':
        if (stryMutAct_9fa48("5070")) {} else {
          stryCov_9fa48("5070");
          return stryMutAct_9fa48("5072") ? [] : (stryCov_9fa48("5072"), [reacted(entry, pen)]);
        }
      case 'subject.handed_over':
        if (stryMutAct_9fa48("5073")) {} else {
          stryCov_9fa48("5073");
          return [words.handedOver((entry.subjects[0] ?? '').replace(/^order:/, ''))];
        }
    }
  }
}
function headed({
  words
}: Pen, head: string[], rest: string): string {
  if (stryMutAct_9fa48("5080")) {
    {}
  } else {
    stryCov_9fa48("5080");
    return head.length > 0 ? `${head.join(words.and)}${words.colon}${rest}` : rest;
  }
}

/** What the entry is about: the order, the refund, the event. */
function about({
  fact
}: Entry, {
  words
}: Pen): string[] {
  if (stryMutAct_9fa48("5086")) {
    {}
  } else {
    stryCov_9fa48("5086");
    if (!fact) return [];
    const order = orderIdOf(fact);
    if (order === null) return [words.fact(fact.type)];
    if (fact.type === 'order.cancelled') return [words.cancelled(order)];
    return [isRefund(fact.type) ? words.refund(order) : words.order(order)];
  }
}
function judged(entry: Entry, pen: Pen): string {
  if (stryMutAct_9fa48("5101")) {
    {}
  } else {
    stryCov_9fa48("5101");
    const {
      words
    } = pen;
    if (entry.fact && isRefund(entry.fact.type)) return takenBack(entry, pen);
    const earned = entry.awards.filter(({
      lot
    }) => lot !== null);
    if (earned.length > 0) return earned.map(award => ruleText(entry, award, pen)).join('; ');
    const clipped = entry.awards.find(({
      clippedBy
    }) => clippedBy !== null)?.clippedBy?.reason;
    const reason = entry.reason ?? clipped ?? entry.silent.find(({
      of
    }) => !of)?.reason;
    return reason ? words.nothingBecause(pen.points(0), words.reasons[reason]) : pen.points(0);
  }
}
function ruleText(entry: Entry, award: Award, pen: Pen): string {
  if (stryMutAct_9fa48("5127")) {
    {}
  } else {
    stryCov_9fa48("5127");
    const {
      words,
      program,
      locale
    } = pen;
    const how: string[] = [];
    if (award.amount !== null && program) how.push(words.amount(money(award.amount, program.currency, locale)));
    for (const {
      kind,
      id,
      times
    } of award.multipliers) {
      if (stryMutAct_9fa48("5134")) {
        {}
      } else {
        stryCov_9fa48("5134");
        const what = kind === 'tier' ? words.tier(pen.name('tiers', id)) : words.campaign(pen.name('campaigns', id));
        how.push(words.times(number(locale).format(times), what));
      }
    }
    if (award.clippedBy) how.push(words.clipped(pen.points(award.clippedBy.by)));
    const opened = entry.changes.find(change => change.kind === 'lot.opened' && change.lot === award.lot);
    if (stryMutAct_9fa48("5154") ? opened?.kind === 'lot.opened' && opened.activeAt !== null && opened.activeAt > entry.recordedAt || program : stryMutAct_9fa48("5153") ? false : stryMutAct_9fa48("5152") ? true : (stryCov_9fa48("5152", "5153", "5154"), (stryMutAct_9fa48("5156") ? opened?.kind === 'lot.opened' && opened.activeAt !== null || opened.activeAt > entry.recordedAt : stryMutAct_9fa48("5155") ? true : (stryCov_9fa48("5155", "5156"), (stryMutAct_9fa48("5158") ? opened?.kind === 'lot.opened' || opened.activeAt !== null : stryMutAct_9fa48("5157") ? true : (stryCov_9fa48("5157", "5158"), (stryMutAct_9fa48("5160") ? opened?.kind !== 'lot.opened' : stryMutAct_9fa48("5159") ? true : (stryCov_9fa48("5159", "5160"), (stryMutAct_9fa48("5161") ? opened.kind : (stryCov_9fa48("5161"), opened?.kind)) === (stryMutAct_9fa48("5162") ? "" : (stryCov_9fa48("5162"), 'lot.opened')))) && (stryMutAct_9fa48("5164") ? opened.activeAt === null : stryMutAct_9fa48("5163") ? true : (stryCov_9fa48("5163", "5164"), opened.activeAt !== null)))) && (stryMutAct_9fa48("5167") ? opened.activeAt <= entry.recordedAt : stryMutAct_9fa48("5166") ? opened.activeAt >= entry.recordedAt : stryMutAct_9fa48("5165") ? true : (stryCov_9fa48("5165", "5166", "5167"), opened.activeAt > entry.recordedAt)))) && program)) how.push(words.until(day(opened.activeAt, program.timeZone, locale)));
    const points = opened?.kind === 'lot.opened' ? opened.points : award.points;
    return words.rule(pen.name('rules', award.rule), pen.points(points), how);
  }
}

/** Points that an entry took back. */
export function reversedIn({
  changes
}: Pick<Entry, 'changes'>): number {
  if (stryMutAct_9fa48("5174")) {
    {}
  } else {
    stryCov_9fa48("5174");
    return changes.reduce((sum, change) => REVERSALS.has(change.kind) && 'points' in change ? sum + change.points : sum, 0);
  }
}
const REVERSALS = new Set<Change['kind']>(['lot.reversed', 'expiry.reversed', 'owed.opened']);
function takenBack(entry: Entry, pen: Pen): string {
  if (stryMutAct_9fa48("5185")) {
    {}
  } else {
    stryCov_9fa48("5185");
    const {
      words
    } = pen;
    const sum = reversedIn(entry);
    if (sum === 0) return words.nothingReversed;
    const owed = sumOf(entry, 'owed.opened');
    return [words.reversed(pen.points(sum)), ...(owed > 0 ? [words.owed(pen.points(owed))] : [])].join(', ');
  }
}
function redeemed(entry: Entry, pen: Pen): string[] {
  if (stryMutAct_9fa48("5198")) {
    {}
  } else {
    stryCov_9fa48("5198");
    const {
      words
    } = pen;
    return entry.changes.flatMap(change => {
      if (change.kind === 'redeemed') return [words.redeemed(pen.name('rewards', change.reward), pen.points(change.cost))];
      return change.kind === 'coupon.issued' ? [words.couponCode(change.coupon.code)] : [];
    });
  }
}
function adjusted(entry: Entry, pen: Pen): string[] {
  if (stryMutAct_9fa48("5212")) {
    {}
  } else {
    stryCov_9fa48("5212");
    let sum = 0;
    let who: {
      by: string;
      why: string;
    } | null = null;
    for (const change of entry.changes) {
      if (stryMutAct_9fa48("5213")) {
        {}
      } else {
        stryCov_9fa48("5213");
        if (change.kind !== 'adjusted' && change.kind !== 'lot.opened' || change.source.kind !== 'adjustment') continue;
        sum += change.kind === 'adjusted' ? -change.points : change.points;
        who = change.source;
      }
    }
    return who ? [pen.words.adjusted(pen.points(sum), who.by, who.why)] : [];
  }
}
function reacted(entry: Entry, pen: Pen): string {
  if (stryMutAct_9fa48("5236")) {
    {}
  } else {
    stryCov_9fa48("5236");
    const {
      words
    } = pen;
    const advanced = entry.changes.find(({
      kind
    }) => kind === 'friend.advanced');
    const [granted] = openedBy(entry, 'referral');
    if (granted) return headed(pen, [words.friendQualified], pen.points(granted.points));
    if (advanced?.kind === 'friend.advanced' && advanced.stage === 'undone') return headed(pen, [words.friendUndone], takenBack(entry, pen));
    return words.friendJoined;
  }
}

/** What else came of it. */
function consequences(entry: Entry, pen: Pen): string[] {
  if (stryMutAct_9fa48("5257")) {
    {}
  } else {
    stryCov_9fa48("5257");
    const {
      words
    } = pen;
    const parts: string[] = [];
    const [activated, expired] = [sumOf(entry, 'lot.activated'), sumOf(entry, 'lot.expired')];
    const [filled, restored] = [sumOf(entry, 'owed.filled'), sumOf(entry, 'lot.restored')];
    for (const change of entry.changes) {
      if (stryMutAct_9fa48("5265")) {
        {}
      } else {
        stryCov_9fa48("5265");
        if (change.kind === 'challenge.completed') {
          if (stryMutAct_9fa48("5270")) {
            {}
          } else {
            stryCov_9fa48("5270");
            parts.push(words.challenge(pen.name('challenges', change.challenge)));
            if (change.points > 0) parts.push(words.granted(pen.points(change.points)));
          }
        } else if (change.kind === 'challenge.undone') parts.push(words.undone(pen.name('challenges', change.challenge)));else if (change.kind === 'badge.granted') parts.push(words.badge(pen.name('badges', change.badge)));else if (change.kind === 'tier.changed' && change.from !== change.to) parts.push(change.to === null ? words.noTier : words.tierIs(pen.name('tiers', change.to)));
      }
    }
    if (restored > 0) parts.push(words.restored(pen.points(restored)));
    if (activated > 0) parts.push(words.activated(pen.points(activated)));
    if (filled > 0) parts.push(words.filled(pen.points(filled)));
    if (expired > 0) parts.push(words.expired(pen.points(expired)));
    for (const {
      of,
      rule,
      reason
    } of entry.silent) {
      if (stryMutAct_9fa48("5314")) {
        {}
      } else {
        stryCov_9fa48("5314");
        if (of === 'coupon') parts.push(`${words.coupon(rule)} (${words.reasons[reason]})`);else if (of === 'referral') parts.push(`${words.referral} (${words.reasons[reason]})`);
      }
    }
    return parts;
  }
}
function sumOf({
  changes
}: Entry, kind: Change['kind']): number {
  if (stryMutAct_9fa48("5325")) {
    {}
  } else {
    stryCov_9fa48("5325");
    return changes.reduce((sum, change) => change.kind === kind && 'points' in change ? sum + change.points : sum, 0);
  }
}
function openedBy({
  changes
}: Entry, source: string): Extract<Change, {
  kind: 'lot.opened';
}>[] {
  if (stryMutAct_9fa48("5334")) {
    {}
  } else {
    stryCov_9fa48("5334");
    return changes.filter((change): change is Extract<Change, {
      kind: 'lot.opened';
    }> => change.kind === 'lot.opened' && change.source.kind === source);
  }
}