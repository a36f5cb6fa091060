import type { Program } from '@laurel/contract';
import { askedOfBuyer, type Buyer, buyerOf, type Standings } from '../buyer/fields.ts';
import type { Entry, SeenBuyer } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { segmentsOf } from '../segments/of.ts';
import { dayOf, timeOfDay } from '../time/day.ts';
import { asked } from './asked.ts';
import { holds } from './condition.ts';

/** What a condition may ask about: the document that it is a query over. */
export interface Subject {
  event: Record<string, unknown>;
  member: Member;
  time: Time;
}

/** A member as conditions see them: as before the fact. */
export interface Member extends Partial<Buyer> {
  tier: string | null;
  orders: number;
  spent: number;
  attributes: Record<string, unknown>;
  segments: string[];
  counters: Record<string, number>;
  joinedAt: Date | null;
}

/** Local time in the program's time zone. */
export interface Time {
  weekday: number;
  hour: number;
  /** "HH:mm" */
  at: string;
  /** "YYYY-MM-DD" */
  date: string;
  day: number;
  month: number;
  year: number;
  now: Date;
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** The local time that conditions see. @param at milliseconds */
export function timeOf(timeZone: string, at: number): Time {
  const { weekday, day, month, year } = dayOf(timeZone, at);
  const { hour, minute } = timeOfDay(timeZone, at);
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return { weekday, hour, at: `${two(hour)}:${two(minute)}`, date, day, month, year, now: new Date(at) };
}

/** A member for conditions, with the segments that they are in. */
export function memberOf(
  program: Program,
  state: Pick<State, 'orders' | 'spent' | 'counters' | 'joinedAt' | 'firstOrderAt' | 'bought'>,
  {
    tier,
    attributes,
    time,
    standings = null,
  }: { tier: string | null; attributes: Record<string, unknown>; time: Time; standings?: Standings | null },
): Member {
  const { orders, spent, counters } = state;
  const joinedAt = state.joinedAt === null ? null : new Date(state.joinedAt);
  const member: Member = { tier, orders, spent, attributes, segments: [], counters, joinedAt };
  if (askedOfBuyer(program).any) Object.assign(member, buyerOf(program, state, time.now.getTime(), standings));
  if (program.segments.length > 0)
    member.segments = segmentsOf(program).flatMap(({ id, when }) => (holds(when, { member, time }) ? [id] : []));
  return member;
}

/** Of what conditions saw of a member, what judging again has to see. */
export function seenOf(program: Program, member: Member): NonNullable<Entry['seen']> {
  const { orders, spent, attributes, segments, counters, joinedAt } = member;
  const asks = asked(program);
  return {
    orders,
    spent,
    attributes:
      asks.attributes === 'all'
        ? attributes
        : Object.fromEntries(asks.attributes.flatMap((name) => (name in attributes ? [[name, attributes[name]]] : []))),
    ...(segments.length > 0 ? { segments } : {}),
    ...(asks.counters ? { counters: { ...counters } } : {}),
    ...(asks.joinedAt && joinedAt ? { joinedAt: joinedAt.getTime() } : {}),
    ...(asks.buyer ? { buyer: buyerIn(member) } : {}),
  };
}

/** Of a member only what they are as a buyer. */
function buyerIn(member: Member): SeenBuyer {
  const { daysSinceOrder, averageOrder, last, bought, top, firstOrderAt, lastOrderAt } = member as Member & Buyer;
  const [first, latest] = [firstOrderAt?.getTime() ?? null, lastOrderAt?.getTime() ?? null];
  return { daysSinceOrder, averageOrder, last, bought, top, firstOrderAt: first, lastOrderAt: latest };
}

/** The member as an order's own entry saw them. */
export function memberSeen(seen: Entry['seen'], tier: string | null): Member {
  const { orders = 0, spent = 0, attributes = {}, segments = [], counters = {}, joinedAt } = seen ?? {};
  const member: Member = { tier, orders, spent, attributes, segments, counters, joinedAt: dateOf(joinedAt) };
  const { buyer } = seen ?? {};
  if (!buyer) return member;
  const { firstOrderAt, lastOrderAt, ...rest } = buyer;
  return Object.assign(member, rest, { firstOrderAt: dateOf(firstOrderAt), lastOrderAt: dateOf(lastOrderAt) });
}

function dateOf(at: number | null | undefined): Date | null {
  return at ? new Date(at) : null;
}
