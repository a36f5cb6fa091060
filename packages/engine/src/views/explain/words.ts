import type { Program } from '@laurel/contract';

/** The sentences of one language about a whole program. Names, points, money, days and lengths of time come in already written. */
export interface ExplainWords {
  titles: Record<SectionId, string>;
  units: Record<'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years', (n: number) => string>;
  per: Record<'order' | 'day' | 'week' | 'month' | 'year' | 'ever', string>;
  /** What happens, as it stands after "for": "every order", "a review". */
  events: Record<string, string>;
  otherEvent(type: string): string;
  enrol: Record<Program['enrol'], string>;
  credit(days: number): string;
  earn: {
    fixed(points: string, what: string): string;
    byAmount(points: string, per: string, of: string, what: string): string;
    /** `per`: so many of it; null: each. */
    byNumber(points: string, per: string | null, of: string, what: string): string;
    byItem(points: string, items: number, what: string): string;
    byPercent(percent: string, of: string, what: string): string;
    amounts: Record<'subtotal' | 'total' | 'lines', string>;
    /** The same, of which so many per cent come back. */
    shares: Record<'subtotal' | 'total' | 'lines', string>;
    /** A number of the event, where an amount would stand. */
    number(field: string): string;
    counter(name: string): string;
    lines(condition: string): string;
    when(condition: string): string;
    from(day: string): string;
    until(day: string): string;
    times(n: number, per: string): string;
    most(points: string, per: string): string;
    shared: string;
    each(field: string): string;
    cooldown(length: string): string;
    budget(points: string, per: string): string;
    currency(code: string): string;
    exclusive: string;
    rounding: Record<'floor' | 'round' | 'ceil', string>;
    nothing: string;
  };
  segment(name: string, text: string): string;
  multiplied(name: string, times: string): string;
  stack: Record<Program['stack'], string>;
  most(points: string, per: string): string;
  pending: {
    none: string;
    after(length: string): string;
    until(day: string): string;
    event(what: string, after: string | null, latest: string | null): string;
    rule(name: string, text: string): string;
  };
  expiry: {
    never: string;
    after(length: string, endOf: string | null): string;
    dates(days: string, atLeast: string | null): string;
    inactive(length: string, activities: string, balance: boolean, endOf: string | null): string;
    endOf: Record<'month' | 'quarter' | 'year', string>;
    warned(days: number): string;
    order: string;
    rule(name: string, text: string): string;
  };
  giftOnly(name: string, give: string): string;
  reward(name: string, points: string, give: string): string;
  gives: {
    choice(names: string): string;
    amount(money: string): string;
    percent(n: number): string;
    minimum(money: string): string;
    product: string;
    shipping: string;
    sample: string;
    giftCard(money: string): string;
    storeCredit(money: string): string;
    access: string;
    event(name: string): string;
    voucher(name: string): string;
    donation(money: string, cause: string): string;
    /** @param price of one; null: the program does not say */
    trees(n: number, cause: string, price: string | null): string;
    badge(name: string): string;
    tier(name: string): string;
    freezes(n: number, streak: string): string;
  };
  stock(n: number): string;
  valid(length: string): string;
  noRewards: string;
  /** Points as money at the checkout: so many are worth so much, and within which bounds. */
  checkout: {
    rate(points: string, money: string): string;
    least(points: string): string;
    most(points: string): string;
    percent(n: number): string;
    steps(points: string): string;
  };
  tier(name: string, what: string, window: string, count: 'active' | 'earned' | null): string;
  tierOf: {
    spend(money: string): string;
    orders(n: string): string;
    referrals(n: string): string;
    counter(n: string, name: string): string;
    /** One that is only bought or granted. */
    none(name: string): string;
    /** One that asks for nothing. */
    everybody(name: string): string;
  };
  tierWindow: {
    ever: string;
    within(length: string): string;
    'calendar-year': string;
    'membership-year': string;
    'tier-year': string;
  };
  tierKeeps: string;
  /** @param passing also for whoever rises beyond it at once */
  tierGift(gift: string, passing: boolean): string;
  tierMembership: string;
  tierDown: Record<'one' | 'none', string>;
  tierGrace(length: string): string;
  tierWarn(days: number): string;
  tierTimes(times: string): string;
  perks(perks: string): string;
  /** @param condition which goods count; null: all */
  tierSpend(condition: string | null): string;
  tierLapse: string;
  streak(name: string, per: string, what: string): string;
  streakPer: Record<'day' | 'week' | 'month', string>;
  streakMilestone(n: number, gift: string, again: boolean): string;
  streakEarns(every: number): string;
  streakPauses(most: number): string;
  streakFreezes(most: number): string;
  /** `to`: who is given it; `least`: how much they must have added. */
  goal(name: string, target: string, from: string, until: string): string;
  goalOf: {
    points(n: string): string;
    spend(n: string): string;
    orders(n: string): string;
    challenges(n: string): string;
    facts(n: string, what: string): string;
    other(n: string): string;
  };
  goalGift: { contributors(gift: string, least: string | null): string; members(gift: string): string };
  draw(name: string, what: string): string;
  drawStart: { own(cost: string | null): string; on(what: string): string };
  drawPrize(prize: string, odds: string, total: string): string;
  drawFalls(prize: string): string;
  challenge(name: string, steps: string, grant: string): string;
  stepTimes(n: number, what: string): string;
  stepDistinct(n: number, what: string): string;
  thenNext: string;
  inOne: Record<'day' | 'week' | 'month' | 'year', string>;
  again: string;
  takeUp: string;
  stepSum(amount: string, what: string): string;
  grantBadge(name: string): string;
  badge(name: string, ways: string): string;
  badgeByHand: string;
  plus: string;
  referral: {
    friendDiscount(discount: string): string;
    friendPoints(points: string): string;
    advocate(points: string, minimum: string | null): string;
    step(nth: number | null, yours: string | null, theirs: string | null): string;
    milestone(friends: number, gain: string): string;
    hold(length: string): string;
    risk(review: number, refuse: number): string;
    households: Record<'allow' | 'review' | 'refuse', string>;
    window(length: string): string;
    once: string;
  };
  board(name: string, score: string, period: string): string;
  scores: Record<'points.earned' | 'spend' | 'orders' | 'challenges.completed', string>;
  scoreOther: string;
  periods: Record<'day' | 'week' | 'month' | 'year' | 'all', string>;
  season(from: string, to: string): string;
  prize(first: number, last: number, points: string): string;
  alias: string;
  access(name: string, from: string, until: string | null): string;
  /** Only some rules are multiplied. */
  onRules(names: string): string;
  campaign(name: string, times: string, from: string, until: string): string;
  refunds: string[];
  undo(name: string): string;
  undoDraw(name: string): string;
  streakOrders: string;
  condition: {
    and: string;
    or: string;
    not(text: string): string;
    is(field: string, value: string): string;
    isNot(field: string, value: string): string;
    order: Record<'$gte' | '$gt' | '$lte' | '$lt', (field: string, value: string) => string>;
    /** The same of days. */
    dated: Record<'$gte' | '$gt' | '$lte' | '$lt', (field: string, day: string) => string>;
    /** By the clock: from a time of day on, and before one. */
    later(time: string): string;
    earlier(time: string): string;
    /** "A, B or C" */
    any(values: string[]): string;
    noneOf(field: string, values: string[]): string;
    exists(field: string): string;
    size(field: string, n: number): string;
    multiple(field: string, n: number): string;
    begins(field: string, text: string): string;
    ends(field: string, text: string): string;
    contains(field: string, text: string): string;
    /** One of a list for which something holds. */
    element(field: string, condition: string): string;
    /** It is the member's so manieth order. */
    nthOrder(n: number): string;
    other: string;
    fields: Record<string, string>;
    /** What is so or not. */
    facts: Record<string, { yes: string; no: string }>;
    /** Something that only the shop has a name for. */
    named(name: string): string;
    /** Something that the shop knows of the member. */
    own(name: string): string;
    quoted(text: string): string;
    /** Of a field of the last n days. */
    within(field: string, days: string): string;
    weekdays: string[];
    hour(n: number): string;
    yes: string;
    no: string;
    nothing: string;
  };
}

export const SECTIONS = [
  'joining',
  'earning',
  'usable',
  'expiry',
  'rewards',
  'tiers',
  'segments',
  'challenges',
  'streaks',
  'draws',
  'goals',
  'badges',
  'referral',
  'boards',
  'campaigns',
  'refunds',
] as const;
export type SectionId = (typeof SECTIONS)[number];
