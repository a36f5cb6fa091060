import type { Change } from '../log/change.ts';
import type { Award, Entry, OrderStanding, Standing } from '../log/entry.ts';
import type { Fact, OrderFact } from '../log/fact.ts';
import { withWorth } from './aside.ts';
import { sumsOf } from './awards.ts';
import {
  asAmended,
  CANCELLED,
  changeOf,
  isOrderChange,
  isPurchase,
  type OrderChange,
  orderOf,
  type Refund,
} from './fact.ts';
import { giveBack } from './give-back.ts';
import { type Goods, goodsOf } from './goods.ts';

interface Lowered {
  awards: Map<string | null, number>;
  rules: Map<string, number>;
  expired: number;
  /** An amendment came since: what each rule's award may come to leaves this out. */
  amended: boolean;
}

/** An entry of what was said of an order. */
export type OrderEntry = Entry & { fact: Fact };

/** Where an order stands: folded from the entries of its subject. */
export interface Settlement {
  /** The entry that judged the order; null: none has yet. */
  paid: OrderEntry | null;
  /** The entry that kept it unjudged, because the person had not joined or is in the control group. */
  kept: OrderEntry | null;
  /** The order as it was paid. */
  order: OrderFact | null;
  /** The amendment that holds: the one that happened last. */
  amended: Extract<OrderChange, { kind: 'amendment' }> | null;
  /** Everything that takes something off the order, in the order in which it came. */
  refunds: Refund[];
  /** Ids of all changes that came, and of the refunds that are as if they had never been. */
  changes: Set<string>;
  voided: Set<string>;
  /** By how much each refund lowered the awards: by account, and of each rule. */
  lowered: Map<string, Lowered>;
  /** What remains of the order as far as it is known. */
  goods: Goods | null;
  gone: boolean;
  /** What each rule's award of it now comes to. */
  awards: Standing[];
  /** By rule, the room that amendments found for what they added. */
  rooms: Map<string, Award['room']>;
  /** By rule, the most that its award may come to since the last amendment; without an entry, as much as judging it again says. */
  most: Map<string, number>;
  /** Expired points of the order's lots that were not reversed yet, by lot. */
  expired: { lot: string; points: number }[];
  /** What it did for each challenge's step so far. */
  progress: {
    challenge: string;
    step: number;
    add: number;
    round: number;
    /** Of a step that counts different values: which, and whether the order still has it. */
    mark?: string;
    held: boolean;
  }[];
  /** What it started of draws, as far as that stands. */
  drawn: Extract<Change, { kind: 'drawn' }>[];
  /** What of that was taken back with the order. */
  lost: Extract<Change, { kind: 'drawn' }>[];
  /** Points that paid for it. */
  confirmed: Extract<Change, { kind: 'hold.confirmed' }>[];
  /** The log that it was handed over to; null: none, or it came back. */
  handedTo: string | null;
}

/** Folds the entries that share an order's subject, oldest first. */
export function settlementOf(history: readonly Entry[], subject: string): Settlement {
  const settlement: Settlement = {
    paid: null,
    kept: null,
    order: null,
    amended: null,
    refunds: [],
    changes: new Set(),
    voided: new Set(),
    lowered: new Map(),
    goods: null,
    gone: false,
    awards: [],
    rooms: new Map(),
    most: new Map(),
    expired: [],
    progress: [],
    drawn: [],
    lost: [],
    confirmed: [],
    handedTo: null,
  };
  for (const entry of history) {
    if (entry.subjects.includes(subject)) takeEntry(settlement, entry, subject);
  }
  settlement.goods = remaining(settlement);
  return settlement;
}

/** A try of a draw stands, or was taken back: it is in one of the two. */
function moveDraw(
  settlement: Settlement,
  change: Extract<Change, { kind: 'drawn' | 'draw.undone' }>,
  to: 'drawn' | 'lost',
): void {
  const isThis = ({ draw, number }: { draw: string; number: number }) =>
    draw === change.draw && number === change.number;
  const known = settlement.drawn.find(isThis);
  for (const list of ['drawn', 'lost'] as const) settlement[list] = settlement[list].filter((one) => !isThis(one));
  const found = change.kind === 'drawn' ? change : known;
  if (found) settlement[to].push(found);
}

function takeEntry(settlement: Settlement, entry: Entry, subject: string): void {
  for (const change of entry.changes) {
    if (change.kind === 'lot.expired' && change.subject === subject) add(settlement.expired, change.lot, change.points);
    else if (change.kind === 'expiry.reversed' && change.subject === subject)
      add(settlement.expired, change.lot, -change.points);
    else if (change.kind === 'challenge.progressed' && change.subject === subject) {
      takeProgress(settlement, change);
    } else if (change.kind === 'drawn' && change.subject === subject) moveDraw(settlement, change, 'drawn');
    else if (change.kind === 'draw.undone' && change.subject === subject) moveDraw(settlement, change, 'lost');
    else if (change.kind === 'hold.confirmed' && change.subject === subject) settlement.confirmed.push(change);
    else if (change.kind === 'handed.over' && change.subject === subject) settlement.handedTo = change.to;
  }
  if (!isOf(entry, subject)) return;
  const { fact, outcome } = entry;
  if (isPurchase(fact.type)) {
    if (outcome === 'kept') settlement.kept ??= entry;
    else settlement.paid ??= entry;
    settlement.order ??= orderOf(fact);
    // A log that handed on what was said before its order came may be given the order itself later.
    settlement.handedTo = null;
  } else if (isOrderChange(fact.type)) {
    const change = changeOf(fact);
    // One that was kept and is judged later is the same one.
    if (!settlement.changes.has(change.id)) note(settlement, change);
    if (entry.standing && outcome === 'applied') {
      noteLowered(settlement, change.id, entry, subject);
      if (entry.standing.most || change.kind === 'amendment') noteMost(settlement, entry.standing);
      else if (change.kind === 'won') settlement.most = mostAfter(settlement, change.voids);
    }
  }
  if (entry.standing && outcome === 'applied') {
    settlement.awards = entry.standing.awards;
    for (const { rule, room } of entry.standing.awards) if (room) settlement.rooms.set(rule, room);
    settlement.gone = entry.standing.gone;
  }
}

function isOf(entry: Entry, subject: string): entry is OrderEntry {
  const { fact, outcome } = entry;
  return fact !== null && outcome !== 'refused' && `order:${String(fact.data.orderId)}` === subject;
}

function takeProgress(
  { progress }: Settlement,
  { challenge, step, add: by, round = 0, mark, back }: Extract<Change, { kind: 'challenge.progressed' }>,
): void {
  const known = progress.find(
    (item) => item.challenge === challenge && item.step === step && item.round === round && item.mark === mark,
  );
  if (!known) progress.push({ challenge, step, add: by, round, held: !back, ...(mark === undefined ? {} : { mark }) });
  else {
    known.add += by;
    known.held = !back;
  }
}

function note(settlement: Settlement, change: OrderChange): void {
  settlement.changes.add(change.id);
  if (change.kind === 'refund') settlement.refunds.push(change.refund);
  else if (change.kind === 'won') settlement.voided.add(change.voids);
  else if (!isSuperseded(settlement, change)) settlement.amended = change;
}

function noteLowered(settlement: Settlement, id: string, { standing, changes }: Entry, subject: string): void {
  const expired = changes.reduce(
    (total, change) =>
      change.kind === 'expiry.reversed' && change.subject === subject ? total + change.points : total,
    0,
  );
  const awards = sumsOf(settlement.awards);
  for (const [account, n] of sumsOf(standing?.awards ?? [])) awards.set(account, (awards.get(account) ?? 0) - n);
  const rules = new Map(settlement.awards.map(({ rule, points }) => [rule, points]));
  for (const { rule, points } of standing?.awards ?? []) rules.set(rule, (rules.get(rule) ?? 0) - points);
  settlement.lowered.set(id, { awards, rules, expired, amended: false });
}

function noteMost(settlement: Settlement, { most = {} }: OrderStanding): void {
  settlement.most = new Map(Object.entries(most));
  for (const lowered of settlement.lowered.values()) lowered.amended = true;
}

/** What each rule's award may come to when a chargeback is as if it had never been: what it took before an amendment had its room. */
export function mostAfter({ most, lowered }: Settlement, voids: string): Map<string, number> {
  const taken = lowered.get(voids);
  if (!taken?.amended) return most;
  return new Map([...most].map(([rule, n]) => [rule, n + Math.max(0, taken.rules.get(rule) ?? 0)]));
}

/** What remains of an order by everything that was said of it: it does not matter in which order it came. */
function remaining({ confirmed, order, amended, refunds, voided }: Settlement): Goods | null {
  if (!order) return null;
  const now = withWorth(asAmended(order, amended), [{ changes: confirmed }]);
  return refunds.filter(({ refundId }) => !voided.has(refundId)).reduce(giveBack, goodsOf(now));
}

/** A settlement as a further change leaves it; the one that is passed in stays as it is. */
export function changed(settlement: Settlement, change: OrderChange): Settlement {
  const next: Settlement = {
    ...settlement,
    refunds: settlement.refunds.slice(),
    changes: new Set(settlement.changes),
    voided: new Set(settlement.voided),
  };
  note(next, change);
  return { ...next, goods: remaining(next) };
}

/** The same for an order that comes after what changes it. */
export function ordered(settlement: Settlement, order: OrderFact): Settlement {
  const next = { ...settlement, order };
  return { ...next, goods: remaining(next) };
}

/** Whether an amendment that happened later came before this one. */
export function isSuperseded({ amended }: Settlement, change: OrderChange): boolean {
  return change.kind === 'amendment' && amended !== null && amended.at > change.at;
}

function add(parts: { lot: string; points: number }[], lot: string, points: number): void {
  const known = parts.find((part) => part.lot === lot);
  if (known) known.points += points;
  else parts.push({ lot, points });
}

/** Whether a change of this id came before; an order is cancelled once, and nothing changes it after that. */
export function isKnown({ changes }: Settlement, id: string): boolean {
  return changes.has(id) || changes.has(CANCELLED);
}
