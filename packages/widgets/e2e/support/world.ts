import type {
  BadgeWay,
  BoardMeView,
  BoardRow,
  BoardView,
  ChallengeView,
  ClaimInput,
  ClaimView,
  CouponView,
  DrawnView,
  GiftView,
  GoalView,
  HistoryView,
  MemberView,
  OfferView,
  OwnDrawView,
  Page,
  ProgramView,
  RedemptionView,
  ReferralView,
  RewardView,
  SnapshotInput,
  SnapshotView,
  StreakView,
} from '@laurel/contract';

const DAY = 86_400_000;
const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();

const ALIASES = [
  'Quiet Heron',
  'Blue Fern',
  'Ada',
  'Amber Finch',
  'Soft Cedar',
  'Lone Otter',
  'Pale Moss',
  'Théo',
  'Slow River',
  'Warm Stone',
  'Kind Fox',
  'Grey Wren',
];

const challenge = (
  id: string,
  name: string,
  value: number,
  target: number,
  more: Partial<ChallengeView> = {},
): ChallengeView => ({
  id,
  name,
  description: null,
  steps: [{ name: null, on: 'review.published', kind: 'times', value, target, grant: null }],
  grant: { points: 100, badge: null, counter: null, reward: null },
  order: 'any',
  completedAt: null,
  times: 0,
  most: 1,
  join: null,
  endsAt: null,
  againAt: null,
  until: null,
  ...more,
});

const challenges = (): ChallengeView[] => [
  challenge('three-reviews', 'Write three reviews', 2, 3, {
    description: 'Tell others what you think of what you bought.',
  }),
  challenge('welcome', 'Settle in', 1, 2, {
    steps: [
      { name: 'Place a first order', on: 'order.paid', kind: 'times', value: 1, target: 1, grant: null },
      { name: 'Write a first review', on: 'review.published', kind: 'times', value: 0, target: 1, grant: null },
    ],
    until: at(2.3),
  }),
  challenge('spend', 'Fill the pantry', 18_400, 30_000, {
    steps: [{ name: null, on: 'order.paid', kind: 'sum', value: 18_400, target: 30_000, grant: null }],
    grant: { points: 250, badge: 'pantry', counter: null, reward: null },
  }),
  challenge('ten-orders', 'Order ten times', 4, 10),
  challenge('done-one', 'First review', 1, 1, { completedAt: at(-20) }),
];

const terms: Pick<ReferralView, 'friend' | 'advocate' | 'minimum'> = {
  friend: { discount: { percent: 10 }, minimum: null },
  advocate: { points: 300, gain: { points: 300 } },
  minimum: 2_500,
};

const tier = (
  id: string,
  name: string,
  points: number,
  times: number,
  perks: string[],
): ProgramView['tiers'][number] => ({
  id,
  name,
  points,
  times,
  perks,
  of: 'points',
  counter: null,
  benefits: [],
  gift: null,
});

const badge = (
  id: string,
  name: string,
  description: string | null,
  rarity: number,
  how: (Pick<BadgeWay, 'of' | 'id' | 'n'> & { name?: string })[],
): ProgramView['badges'][number] => ({
  id,
  name,
  description,
  rarity,
  how: how.map((way) => ({ name: '', text: '', ...way })),
});

const offer = (id: string, name: string | null, times: number, days: number): OfferView => ({
  id,
  name,
  times,
  rules: [],
  until: at(days),
  personal: false,
});

const coupon = (code: string, name: string): CouponView => ({
  code,
  redemption: 'red_1',
  reward: 'five-off',
  name,
  kind: 'amount',
  give: { discount: { amount: 500 } },
  discount: { amount: 500 },
  minimum: 1_000,
  left: null,
  state: 'open',
  issuedAt: at(-3),
  expiresAt: at(180),
});

/** A member's log in words, newest first. */
const lines = (): HistoryView[] =>
  Array.from({ length: 14 }, (_, index) => ({
    id: `entry-${index}`,
    at: at(-index * 3 - 1),
    kind: 'fact.judged',
    outcome: 'applied',
    text:
      index % 3 === 2 ? 'Redeemed “€5 off” for 500 points.' : `Order ${1_020 - index}: +120 points by “Every order”.`,
    points: index % 3 === 2 ? -500 : index ? 120 : 0,
    pending: index ? 0 : 120,
  }));

const rewards = (available: number) =>
  [
    { id: 'five-off', name: '€5 off', cost: 500 },
    { id: 'shipping', name: 'Free delivery', cost: 2_000 },
    { id: 'hamper', name: 'A small hamper', cost: 3_000 },
  ].map((reward) => rewardOf(reward, available));

/** A reward that only points may be missing for. */
export function rewardOf({ id, name, cost }: Pick<RewardView, 'id' | 'name' | 'cost'>, available: number): RewardView {
  const missing = Math.max(0, cost - available);
  return {
    id,
    name,
    cost,
    missing,
    description: null,
    kind: 'amount',
    give: { discount: { amount: 500 } },
    left: null,
    available: missing === 0,
    reason: missing === 0 ? null : 'not_enough_points',
    tier: null,
    from: null,
    until: null,
    limit: null,
  };
}

const gift = (points: number | null, more: Partial<GiftView> = {}): GiftView => ({
  points,
  badge: null,
  counter: null,
  reward: null,
  ...more,
});

const streak = (): StreakView => ({
  id: 'weekly',
  name: 'Every week something good',
  description: null,
  on: ['order.paid'],
  per: 'week',
  timeZone: 'Europe/Paris',
  current: 5,
  best: 11,
  keptNow: false,
  actBy: at(2.4),
  freezes: 2,
  frozen: 1,
  pausedUntil: null,
  pauseMost: 4,
  milestones: [
    { at: 4, grant: gift(50), reached: true },
    { at: 8, grant: gift(100, { badge: 'regular' }), reached: false },
  ],
  next: { at: 8, missing: 3 },
});

const draws = (): OwnDrawView[] => [
  {
    id: 'daily',
    name: 'One a day',
    description: 'A small surprise, once a day.',
    on: null,
    cost: 0,
    from: null,
    until: null,
    total: 1_000,
    prizes: [
      { id: 'mug', name: 'A mug', odds: 5, grant: gift(null, { reward: 'hamper' }) },
      { id: 'many', name: 'A handful', odds: 195, grant: gift(50) },
      { id: 'few', name: 'A few', odds: 300, grant: gift(10) },
      { id: 'nothing', name: 'Nothing today', odds: 500, grant: null },
    ],
    consolation: 'nothing',
    left: 1,
    again: null,
    reason: null,
  },
];

const goal = (): GoalView => ({
  id: 'clean-beach',
  name: 'Ten thousand bottles',
  description: 'Bring your empty bottles back to us.',
  score: { sum: 'data.bottles', on: 'bottles.returned' },
  total: 6_240,
  target: 10_000,
  members: 318,
  mine: 42,
  least: 5,
  grant: gift(50, { badge: 'regular' }),
  state: 'open',
  reachedAt: null,
  startsAt: at(-12),
  endsAt: at(18.3),
});

const rule = (id: string, on: string, points: number) => ({
  id,
  name: null,
  on,
  points,
  per: null,
  other: null,
  times: null,
  window: null,
});

const atCheckout = { points: 100, amount: 100, minimum: 200, maximum: null, step: 50, percent: 50 };

export const program = (): ProgramView => ({
  name: 'Maison Claire',
  currency: 'EUR',
  timeZone: 'Europe/Paris',
  points: { name: { en: { one: 'point', other: 'points' }, fr: { one: 'point', other: 'points' } } },
  rules: [
    {
      id: 'purchase',
      name: null,
      on: 'order.paid',
      points: 1,
      per: 100,
      other: null,
      times: null,
      window: null,
    },
    rule('share', 'share.visited', 5),
    rule('survey', 'survey.answered', 20),
  ],
  challenges: challenges().map((each) => ({
    ...each,
    completedAt: null,
    steps: each.steps.map((step) => ({ ...step, value: 0 })),
  })),
  rewards: rewards(0),
  draws: draws(),
  streaks: [{ id: 'weekly', name: 'Every week something good', per: 'week', on: ['order.paid'] }],
  causes: [],
  checkout: atCheckout,
  tiers: [
    tier('silver', 'Silver', 500, 1.25, ['A quarter more on every order']),
    tier('gold', 'Gold', 1_000, 1.5, ['Half as much again', 'Early access to sales']),
    tier('linden', 'Linden', 5_000, 2, ['Twice as much']),
  ],
  badges: [
    badge('critic', 'Honest critic', 'For three reviews.', 0.184, []),
    badge('pantry', 'Full pantry', 'For €300 of orders.', 0.0042, []),
    badge('regular', 'Regular', null, 0.31, [{ of: 'streak', id: 'weekly', n: 12 }]),
    badge('linden', 'Under the linden', null, 0, [{ of: 'tier', id: 'linden', n: null, name: 'Linden' }]),
  ],
  offers: [offer('double', 'Double points weekend', 2, 1.2)],
  referral: terms,
  boards: [{ id: 'month', name: 'November', period: 'month' }],
  counters: [],
  claims: { proof: ['total', 'date'] },
  version: 1,
});

const member = (change: Partial<MemberView> = {}): MemberView => ({
  externalId: 'claire',
  segments: [],
  status: 'joined',
  joinedAt: at(-200),
  alias: 'Kind Fox',
  onBoards: true,
  points: {
    balance: 2_480,
    available: 2_480,
    pending: 120,
    held: 0,
    owed: 0,
    nextActive: { points: 120, at: at(13) },
    nextExpiry: null,
  },
  counters: [],
  tier: {
    id: 'gold',
    name: 'Gold',
    since: at(-90),
    until: at(200),
    times: 1.5,
    perks: ['Half as much again', 'Early access to sales'],
    benefits: [],
    granted: null,
    keep: null,
    next: { id: 'linden', name: 'Linden', of: 'points', counter: null, points: 5_000, missing: 1_640 },
  },
  challenges: challenges(),
  badges: [{ id: 'critic', name: 'Honest critic', description: 'For three reviews.', rarity: 0.184, at: at(-30) }],
  referral: {
    ...terms,
    steps: [],
    milestones: [
      { friends: 2, advocate: { points: 100 }, reachedAt: at(-40) },
      { friends: 5, advocate: { points: 400 }, reachedAt: null },
    ],
    code: 'CLAIRE-7Q2M',
    link: 'https://maison-claire.example/?ref=CLAIRE-7Q2M',
    counts: { joined: 1, ordered: 1, rewarded: 2, undone: 0, refused: 0 },
    friends: [
      { id: 'f4', stage: 'joined', at: at(-2), points: 300, activeAt: null },
      { id: 'f3', stage: 'ordered', at: at(-6), points: 300, activeAt: at(8) },
      { id: 'f2', stage: 'rewarded', at: at(-40), points: 300, activeAt: null },
      { id: 'f1', stage: 'rewarded', at: at(-60), points: 300, activeAt: null },
    ],
  },
  streaks: [streak()],
  draws: draws(),
  rewards: rewards(2_480),
  coupons: [coupon('LINDEN-4Q7X-22PA', '€5 off'), { ...coupon('LINDEN-OLD', '€5 off'), state: 'used' }],
  offers: [
    { ...offer('yours', 'Your birthday week', 3, 4.5), personal: true },
    offer('double', 'Double points weekend', 2, 1.2),
  ],
  entitlements: [],
  checkout: { ...atCheckout, most: 2_480, worth: 2_480 },
  version: 41,
  changesAt: null,
  ...change,
});

/** A world that a test may change: what the server of the test says. */
export class World {
  program = program();
  member: MemberView = member();
  lines = lines();
  goals: GoalView[] = [goal()];
  join: SnapshotView['join'] = null;
  rows: BoardRow[] = Array.from({ length: 40 }, (_, index) => ({
    id: `row-${index + 1}`,
    place: index + 1,
    alias: `${ALIASES[index % ALIASES.length]}${index < ALIASES.length ? '' : ` ${index}`}`,
    score: 2_000 - index * 42,
  }));
  me: string | null = 'row-12';
  version = { process: 'p1', n: 7 };
  /** A code to refuse with, or null. */
  refusal: 'internal' | 'token_expired' | 'refused' | null = null;
  /** Why a rule refuses, in words. */
  why: string | null = null;
  /** Boards that the program does not have. */
  missing: string[] = [];
  /** Whether the shop has somebody signed in. */
  signedIn = true;
  delay = 0;
  endsAt: string | null = at(8.4);
  /** What browsers reported, shared and came by. */
  reports: { key: string; type: string; data: object }[] = [];
  shared: { product: string; url: string; visitor?: string | undefined }[] = [];
  arrivals: { code: string; visitor: string; known: boolean }[] = [];
  /** How long a card for the till is good, in milliseconds. */
  cardLife = 90_000;

  /** What the list of a board is, and how far a new one is counted. */
  list: BoardView['list'] = { kind: 'all', name: null, level: null };
  filling: BoardView['filling'] = null;
  toPrize: NonNullable<BoardMeView['me']>['toPrize'] = null;
  moved: number | null = null;

  view(limit: number, { board = 'month', period = '2026-11' }: { board?: string; period?: string } = {}): BoardView {
    const closed = period !== '2026-11';
    return {
      board,
      name: this.program.boards.find(({ id }) => id === board)?.name ?? 'November',
      metric: 'points.earned',
      ties: 'unique',
      period: {
        id: period,
        // Midnight in Paris, in winter.
        startsAt: new Date(Date.parse(`${period}-01`) - 3_600_000).toISOString(),
        endsAt: this.endsAt,
        state: closed ? 'closed' : 'open',
      },
      members: this.rows.length,
      rows: this.rows.slice(0, limit),
      prizes: this.rows.length
        ? [
            { ranks: [1, 1], points: 1_000, level: null, to: 'members' },
            { ranks: [2, 3], points: 500, level: null, to: 'members' },
          ]
        : [],
      list: this.list,
      filling: this.filling,
      next: null,
      version: this.version,
    };
  }

  own(around: number): BoardMeView {
    const { board, period, members, list } = this.view(0);
    const index = this.rows.findIndex(({ id }) => id === this.me);
    const row = this.rows[index];
    const above = this.rows[index - 1];
    return {
      board,
      period,
      list,
      members,
      me: row
        ? {
            id: row.id,
            place: row.place,
            score: row.score,
            toNext: above && row.score !== null && above.score !== null ? above.score - row.score + 1 : null,
            nextPlace: above?.place ?? null,
            toPrize: this.toPrize,
            moved: this.moved,
          }
        : null,
      rows: row ? this.rows.slice(Math.max(0, index - around), index + around + 1) : [],
    };
  }

  snapshot(input: SnapshotInput, known: boolean): SnapshotView {
    return {
      program: this.program,
      member: known ? this.member : null,
      boards: (input.boards ?? []).map(({ board, period, limit = 10, around = 2 }) =>
        this.missing.includes(board ?? '')
          ? { view: null, me: null, error: { code: 'board_not_found', message: 'There is no such board.' } }
          : {
              view: this.view(limit, { ...(board && { board }), ...(period && { period }) }),
              me: known ? this.own(around) : null,
            },
      ),
      goals: this.goals.map((each) => (known ? each : { ...each, mine: null })),
      history: known && input.parts?.includes('history') ? this.history(0, 10) : null,
      join: known && input.parts?.includes('join') ? this.join : null,
      now: new Date().toISOString(),
    };
  }

  /** A page of the history, after so many lines. */
  history(from: number, limit: number): Page<HistoryView> {
    const to = from + limit;
    return { rows: this.lines.slice(from, to), next: to < this.lines.length ? String(to) : null };
  }

  /** Redemptions by their key: the same key buys once. */
  redeemed = new Map<string, RedemptionView>();

  redeem({ key, reward, choice }: { key: string; reward: string; choice?: string | undefined }): RedemptionView {
    const before = this.redeemed.get(key);
    if (before) return { ...before, replayed: true };
    // A present that was chosen stands in the place of the choice.
    const coupons = this.member.coupons.filter(({ code }) => code !== choice);
    const { name = reward, cost = 0 } = this.member.rewards.find(({ id }) => id === reward) ?? {};
    const left = this.member.points.available - cost;
    const points = { ...this.member.points, balance: left, available: left };
    const made = coupon(`LINDEN-NEW-${this.redeemed.size + 1}`, name);
    this.member = {
      ...this.member,
      points,
      coupons: [made, ...coupons],
      rewards: rewards(left),
      version: this.member.version + 1,
    };
    const { balance, available, pending, owed } = points;
    const redemption: RedemptionView = {
      id: `red_${this.redeemed.size + 1}`,
      member: this.member.externalId,
      reward,
      cost,
      state: 'made',
      coupon: made,
      entitlement: null,
      receipt: null,
      delivery: null,
      at: at(0),
      replayed: false,
      points: { balance, available, pending, owed },
    };
    this.redeemed.set(key, redemption);
    return redemption;
  }

  /** What the member has asked for, the newest first. */
  claims: ClaimView[] = [];
  told: ClaimInput[] = [];

  claim(input: ClaimInput): ClaimView {
    this.told.push(input);
    const made: ClaimView = {
      id: `clm_${this.told.length}`,
      orderId: input.orderId,
      state: 'waiting',
      points: null,
      why: null,
      text: 'The shop is looking for this order.',
      madeAt: at(0),
      closedAt: null,
    };
    this.claims = [made, ...this.claims];
    return made;
  }

  /** Tries by their key: the same key is the same try. The prize that a test has laid out comes, or the consolation. */
  drawn = new Map<string, DrawnView>();
  prize: string | null = null;

  spin({ key, draw: id }: { key: string; draw: string }): DrawnView {
    const before = this.drawn.get(key);
    if (before) return before;
    const draw = this.member.draws.find((one) => one.id === id) as OwnDrawView;
    const prize = draw.prizes.find(
      (one) => one.id === (this.prize ?? draw.consolation),
    ) as OwnDrawView['prizes'][number];
    const left = (draw.left ?? 1) - 1;
    const points = { ...this.member.points };
    points.available += (prize.grant?.points ?? 0) - draw.cost;
    points.balance = points.available;
    const closed = left ? {} : { reason: 'limit' as const, again: at(0.3) };
    this.member = {
      ...this.member,
      points,
      draws: this.member.draws.map((one) => (one.id === id ? { ...one, left, ...closed } : one)),
      version: this.member.version + 1,
    };
    const odds = draw.prizes.map((one) => ({ prize: one.id, odds: one.odds }));
    const { total } = draw;
    const view = { draw: id, prize, fell: false, number: 7, total, odds, points: prize.grant?.points ?? 0 };
    const drawn = { ...view, redemption: prize.grant?.reward ? 'red_9' : null, at: at(0), reason: null };
    this.drawn.set(key, drawn);
    return drawn;
  }

  pause(id: string, until: string | undefined): MemberView {
    this.paused.push(until);
    this.member = {
      ...this.member,
      streaks: this.member.streaks.map((one) => (one.id === id ? { ...one, pausedUntil: until ?? null } : one)),
      version: this.member.version + 1,
    };
    return this.member;
  }

  paused: (string | undefined)[] = [];

  /** Nobody has done anything yet, and the program offers nothing yet. */
  empty(): void {
    const { member } = this;
    const points = { ...member.points, balance: 0, available: 0, pending: 0, nextActive: null };
    this.rows = [];
    this.me = null;
    this.lines = [];
    this.goals = [];
    this.program = { ...this.program, tiers: [], streaks: [], draws: [], badges: [], offers: [], rules: [] };
    this.member = {
      ...member,
      points,
      challenges: [],
      streaks: [],
      draws: [],
      referral: member.referral && { ...member.referral, friends: [] },
      rewards: [],
      checkout: member.checkout && { ...member.checkout, most: 0, worth: 0 },
      badges: [],
      offers: [],
      coupons: [],
      tier: { ...member.tier, id: null, name: null, perks: [], next: null, until: null },
    };
  }

  /** Gives somebody points and puts the rows in order again. @returns the rows that moved */
  score(id: string, points: number): BoardRow[] {
    const before = new Map(this.rows.map((row) => [row.id, row]));
    this.rows = this.rows
      .map((row) => (row.id === id ? { ...row, score: (row.score ?? 0) + points } : row))
      .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
      .map((row, index) => ({ ...row, place: index + 1 }));
    this.version = { ...this.version, n: this.version.n + 1 };
    return this.rows.filter(
      (row) => before.get(row.id)?.place !== row.place || before.get(row.id)?.score !== row.score,
    );
  }
}
