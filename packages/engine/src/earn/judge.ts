import type { Program, Reason } from '@laurel/contract';
import type { Award, Silence } from '../log/entry.ts';
import { compare, type Fraction, fraction, shown, times } from '../number/fraction.ts';
import { floorOf, type Goods, isGone, sumOf } from '../order/goods.ts';
import { type Amounts, amountsOf, hasEligible } from './amount.ts';
import { budgetCap, type Cap, capsOf, cooldownCap, type Room, roomOf, Spans, type Usage } from './caps.ts';
import { type Clipped, clipped } from './clip.ts';
import { type Compiled, type CompiledMultiplier, compiledOf } from './compiled.ts';
import { multipliersAt, stacked, told, touching } from './multiply.ts';
import { pointsOf } from './round.ts';
import type { Subject } from './subject.ts';

/** A fact as the rules look at it. */
export interface Case {
  type: string;
  occurredAt: number;
  /** What remains of the order; null for a fact that is none. */
  goods: Goods | null;
  subject: Subject;
}

/**
 * Where caps find their room: in the windows as they are, or as an earlier entry recorded them; or they are open, and only what one
 * order may come to by itself holds.
 */
export type Rooms =
  | { kind: 'live'; usage: Usage }
  | { kind: 'recorded'; of(rule: string): Room[] | null }
  | { kind: 'open'; cools(rule: string, cap: Cap): boolean };

export interface Judgement {
  awards: Award[];
  silent: Silence[];
  /** What each award uses of the windows of caps. */
  used: { cap: Cap; points: number; rule: string }[];
}

/** A rule that fires, before caps. */
export interface Candidate {
  of: Compiled;
  /** Null for a fixed number of points. */
  by: Amounts | null;
  base: Fraction;
}

/** Judges a fact by the rules of a program: eligible amounts, bases, exclusive groups, multipliers, rounding, caps (RULES 7). */
export function judge(program: Program, fact: Case, rooms: Rooms): Judgement {
  const result: Judgement = { awards: [], silent: [], used: [] };
  const compiled = compiledOf(program);
  const candidates: Candidate[] = [];
  for (const rule of compiled.rules.get(fact.type) ?? []) {
    const found = candidateOf(program, rule, fact);
    if (typeof found === 'string') result.silent.push({ rule: rule.rule.id, reason: found });
    else candidates.push(found);
  }
  if (candidates.length === 0) return result;
  const multipliers = multipliersAt(compiled, fact.subject, fact.occurredAt);
  const spans = new Spans(program.timeZone, fact.occurredAt);
  for (const candidate of candidates) {
    const touched = touching(candidate.of, multipliers);
    const caps = capsFor(program, candidate.of, touched, { spans, event: fact.subject.event });
    const room = caps.map((cap) => roomFor(candidate.of.rule.id, cap, rooms, fact.occurredAt));
    award(program, { candidate, candidates, touched, caps, room, rooms }, result);
  }
  return result;
}

function candidateOf(program: Program, of: Compiled, { goods, subject, occurredAt }: Case): Candidate | Reason {
  const { formula } = of;
  if (occurredAt < of.from || occurredAt >= of.until) return 'outside_dates';
  if (of.currency !== null && goods && goods.order.currency !== of.currency) return 'other_currency';
  if (of.when && !of.when(subject as never)) return 'condition';
  if (goods && isGone(goods)) return 'order_refunded';
  if (formula.kind === 'fixed') {
    if (of.lines && !(goods && hasEligible(of, goods))) return 'nothing_eligible';
    return { of, by: null, base: fraction(formula.points) };
  }
  const by = amountsOf(program, of, formula, { goods, event: subject.event });
  return typeof by === 'string' ? by : { of, by, base: times(sumOf(by.amounts), by.rate) };
}

/** Of the rules in one exclusive group the largest base stands, the earlier rule among equals. */
function stands(candidate: Candidate, all: readonly Candidate[]): boolean {
  const { exclusive } = candidate.of.rule;
  if (!exclusive) return true;
  const group = all.filter(({ of }) => of.rule.exclusive === exclusive);
  return group.every((other, at) => {
    const order = compare(candidate.base, other.base);
    return order > 0 || (order === 0 && at >= group.indexOf(candidate));
  });
}

/**
 * The caps of the rule, of the campaigns that touch it, and of the program, then the budgets of each, in the order in which they
 * clip. What campaigns, program and budgets cap are points: a counter has its rule's own caps.
 */
function capsFor(
  program: Program,
  { rule, counter }: Compiled,
  touched: readonly CompiledMultiplier[],
  { spans, event }: { spans: Spans; event: Record<string, unknown> },
): Cap[] {
  const { timeZone, at } = spans;
  const { id, limit, budget, cooldown } = rule;
  const caps: Cap[] = [];
  if (limit) caps.push(...capsOf(`rule:${id}`, limit, timeZone, at, OF_RULE, spans, event));
  if (cooldown) caps.push(cooldownCap(id, cooldown, spans));
  if (counter !== null) return caps;
  for (const { campaign } of touched) {
    if (!campaign?.limit) continue;
    const name = `campaign:${campaign.id}`;
    caps.push(...spans.shared(name, () => capsOf(name, campaign.limit, timeZone, at, ofCampaign(campaign.id), spans)));
  }
  if (program.limit)
    caps.push(...spans.shared('program', () => capsOf('program', program.limit, timeZone, at, OF_PROGRAM, spans)));
  if (budget !== undefined) caps.push(...budgetCap(`rule:${id}`, budget, OF_RULE, spans));
  for (const { campaign } of touched) {
    if (campaign?.budget === undefined) continue;
    const name = `campaign:${campaign.id}`;
    caps.push(
      ...spans.shared(`budget:${name}`, () => budgetCap(name, campaign.budget, ofCampaign(campaign.id), spans)),
    );
  }
  if (program.budget !== undefined)
    caps.push(...spans.shared('budget', () => budgetCap('program', program.budget, OF_PROGRAM, spans)));
  return caps;
}

const OF_RULE = { owner: 'rule', campaign: null } as const;
const OF_PROGRAM = { owner: 'program', campaign: null } as const;
const ofCampaign = (campaign: string) => ({ owner: 'campaign', campaign }) as const;

/** A rule without a record had no room under its caps: an award never rises. */
function roomFor(rule: string, cap: Cap, rooms: Rooms, at: number): Room {
  if (rooms.kind === 'live') return rooms.usage.roomIn(cap, at, rule);
  const { window, kind, single, campaign } = cap;
  if (rooms.kind === 'open') {
    if (kind === 'cooldown') return { window, points: null, times: rooms.cools(rule, cap) ? 0 : null };
    return single ? roomOf(cap, undefined) : { window, points: null, times: null };
  }
  const room = rooms.of(rule)?.find((one) => one.window === window) ?? { window, points: 0, times: 0 };
  // Of what was never reserved for a campaign it took nothing.
  const isUnasked = kind === 'shared' && campaign !== null && room.points === null && room.times === null;
  return isUnasked ? { ...room, points: 0 } : room;
}

interface Awarding {
  candidate: Candidate;
  candidates: readonly Candidate[];
  touched: readonly CompiledMultiplier[];
  caps: readonly Cap[];
  room: Room[];
  rooms: Rooms;
}

function award(
  program: Program,
  { candidate, candidates, touched, caps, room, rooms }: Awarding,
  result: Judgement,
): void {
  const { of, by, base } = candidate;
  const { id } = of.rule;
  if (!stands(candidate, candidates)) {
    result.silent.push({ rule: id, reason: 'exclusive', room });
    return;
  }
  const { factor, used } = stacked(program.stack, touched);
  const before = pointsOf(candidate, factor);
  if (before === 0) {
    result.silent.push({ rule: id, reason: 'rounded_to_zero', room });
    return;
  }
  const without = (campaign: string) =>
    pointsOf(
      candidate,
      stacked(
        program.stack,
        touched.filter((one) => one.campaign?.id !== campaign),
      ).factor,
    );
  const found = clipped(before, caps, room, used, without);
  note(found, id, rooms, result);
  const sum = by && floorOf(sumOf(by.amounts));
  result.awards.push({
    rule: id,
    lot: null,
    amount: by?.unit === 'money' ? sum : null,
    base: shown(base),
    multipliers: told(used),
    before,
    points: found.points,
    clippedBy: found.clippedBy,
    room: rooms.kind === 'live' ? roomKept(room, caps, found) : room,
    ...(by?.unit === 'pieces' ? { pieces: sum ?? 0 } : {}),
    ...(of.counter === null ? {} : { counter: of.counter }),
  });
}

/**
 * The room that judging the order again may use: what there was, but of what members share for a campaign only what the campaign took,
 * since the rest is there for everybody again. (What others share is used by the whole award, which never rises.)
 */
function roomKept(room: readonly Room[], caps: readonly Cap[], { taken }: Clipped): Room[] {
  return room.map((one, at) => {
    const cap = caps[at];
    if (cap?.kind !== 'shared' || cap.campaign === null) return one;
    const took = taken.find((each) => each.cap.window === cap.window)?.points ?? 0;
    return { ...one, points: took };
  });
}

function note({ taken }: Clipped, rule: string, rooms: Rooms, result: Judgement): void {
  for (const { cap, points } of taken) {
    if (cap.single && cap.kind !== 'cooldown') continue;
    result.used.push({ cap, points, rule });
    if (rooms.kind === 'live') rooms.usage.add(cap.window, points);
  }
}
