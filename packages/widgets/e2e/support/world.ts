import type {
  BoardMeView,
  BoardRow,
  BoardView,
  ClaimInput,
  ClaimView,
  DrawnView,
  GoalView,
  HistoryView,
  MemberView,
  OwnDrawView,
  Page,
  ReceiptView,
  RedemptionView,
  SnapshotInput,
  SnapshotView,
} from '@laurel/contract';
import { goal } from './answers/play.ts';
import { at, coupon, lines, rewards } from './answers/spend.ts';
import { member, program } from './answers/whole.ts';

export { rewardOf } from './answers/spend.ts';
export { program } from './answers/whole.ts';

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
      receipt: this.receipt,
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

  /** Takes up a challenge. */
  take(id: string): MemberView {
    const challenges = this.member.challenges.map((one) => (one.id === id ? { ...one, join: 'joined' as const } : one));
    this.member = { ...this.member, challenges, version: this.member.version + 1 };
    return this.member;
  }

  /** What a redemption gives to a cause. */
  receipt: ReceiptView | null = null;

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
