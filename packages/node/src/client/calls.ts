import type {
  BoardMeView,
  BoardSummaryView,
  BoardView,
  CauseView,
  ClockInput,
  ClockView,
  ClosedPeriodView,
  CouponCheckView,
  CouponUseInput,
  CouponUseView,
  EntitledView,
  EntryView,
  ErrorBody,
  EventInput,
  EventOutcome,
  ExplanationView,
  ExtendInput,
  GoalView,
  HoldInput,
  HoldView,
  LiabilityView,
  MemberInput,
  MemberView,
  Page,
  PoolView,
  ProgramInput,
  ProgramVersionView,
  RanksView,
  RedemptionInput,
  RedemptionView,
  TryView,
  UpcomingMonths,
  UpcomingView,
} from '@laurel/contract';

/** The answer for one event of a batch: its outcome, or why it was refused. */
export type BatchAnswer = { ok: true; outcome: EventOutcome } | { ok: false; error: ErrorBody };

/** Which page of a list: so many rows, after the cursor that the page before gave. */
export interface PageQuery {
  cursor?: string;
  limit?: number;
}

/** Which past is asked for: as of when, and by what was known when. ISO 8601 with an offset. */
export interface PastQuery {
  asOf?: string;
  knownAt?: string;
}

export interface Events {
  /** Reports one fact. Sent again with the same key and body, it answers the same, with `replayed: true`. */
  send(event: EventInput): Promise<EventOutcome>;
  /** Reports up to 500 facts, in order; an answer for each stands at the same place. */
  batch(events: readonly EventInput[]): Promise<BatchAnswer[]>;
}

export interface Members {
  /** Makes a member, or changes what is said of them; what is left out stays. */
  put(externalId: string, profile?: MemberInput): Promise<MemberView>;
  /** @param options.locale the language of names and sentences, by default English */
  get(externalId: string, options?: PastQuery & { locale?: string }): Promise<MemberView>;
  /** What becomes available and what expires, day by day. */
  upcoming(externalId: string): Promise<UpcomingView>;
  /** Lets points live longer. */
  extend(externalId: string, how: ExtendInput): Promise<EntryView>;
  /** In a program in test mode: moves a member's own clock forward, to see what falls due. */
  clock(externalId: string, how: ClockInput): Promise<ClockView>;
  /** Whether a member may do a thing now, such as shop early. */
  entitled(externalId: string, entitlement: string): Promise<EntitledView>;
  /** Erases the person; sums stay. */
  delete(externalId: string): Promise<void>;
  /** The member's log, newest first. */
  entries(externalId: string, options?: PageQuery & { locale?: string }): Promise<Page<EntryView>>;
}

export interface Redemptions {
  /** Buys a reward with points. Refusals by the rules are errors with code `refused` and `details.reason`. */
  create(redemption: RedemptionInput): Promise<RedemptionView>;
  /** As it stands now; `delivery` says how it goes with the shop's webhook. */
  get(id: string): Promise<RedemptionView>;
  /** Gives the points back, once. */
  cancel(id: string): Promise<RedemptionView>;
}

export interface Coupons {
  /** Whether a code may be used, and what it is good for. @param options.member who shows it @param options.amount what the goods come to */
  check(code: string, options?: { member?: string; amount?: number; locale?: string }): Promise<CouponCheckView>;
  /** Uses a code, or takes an amount off a gift card or credit. */
  use(use: CouponUseInput): Promise<CouponUseView>;
  /** Takes a use back, once. */
  reverse(use: string): Promise<CouponUseView>;
}

export interface Holds {
  /** Puts points by for a checkout. Refusals by the rules are errors with code `refused` and `details.reason`. */
  create(hold: HoldInput): Promise<HoldView>;
  get(id: string): Promise<HoldView>;
  /** Pays an order with them; `order.paid` that names the hold does the same. */
  confirm(id: string, orderId: string): Promise<HoldView>;
  /** Lets them go before their time is over. */
  release(id: string): Promise<HoldView>;
}

export interface Pools {
  /** How many codes are left in each uploaded pool. */
  list(): Promise<PoolView[]>;
  /** Adds codes; those that the program has are refused and counted. */
  upload(pool: string, codes: readonly string[]): Promise<PoolView & { added: number; duplicates: number }>;
}

export interface Causes {
  /** What was given to each cause so far. */
  list(options?: { locale?: string }): Promise<CauseView[]>;
}

export interface Goals {
  /** How far the common goals are filled; with a member, also what is theirs. */
  list(options?: { member?: string; locale?: string }): Promise<GoalView[]>;
}

export interface Leaderboards {
  /** Every board, as it runs now. */
  list(options?: { locale?: string }): Promise<{ boards: BoardSummaryView[] }>;
  /** A member's place on every board that they stand on. */
  ranks(externalId: string, options?: { locale?: string }): Promise<RanksView>;
  /** Closed periods of a board, newest first. */
  periods(board: string, options?: PageQuery): Promise<Page<ClosedPeriodView>>;
  /** Grants the prizes of a period of the past that was brought in. */
  grant(board: string, period: string): Promise<ClosedPeriodView>;
  get(board: string, options?: PageQuery & { period?: string; locale?: string }): Promise<BoardView>;
  /** A member's own place, and `around` rows on each side of it. */
  member(
    board: string,
    externalId: string,
    options?: { period?: string; around?: number; locale?: string },
  ): Promise<BoardMeView>;
}

export interface Programs {
  /** The published version, or an older one. */
  get(options?: { version?: number }): Promise<ProgramVersionView>;
  /** Published versions, newest first. */
  versions(options?: PageQuery): Promise<Page<ProgramVersionView>>;
  /** Publishes a new version. @param base the version that it was made from @param confirm lets new challenges give for the past */
  put(program: ProgramInput, base?: number, confirm?: string): Promise<ProgramVersionView>;
  /** The whole programme in plain sentences that a shopper can read. */
  explain(options?: { locale?: string }): Promise<ExplanationView>;
  /** What the program owes its members, now or at a past instant. */
  liability(options?: PastQuery): Promise<LiabilityView>;
  /** Replays a draft over the facts that are kept, without a trace. */
  try(draft: ProgramInput, options?: { since?: string; until?: string; locale?: string }): Promise<TryView>;
  /** What becomes available and what expires in the months to come, over all members. */
  upcoming(): Promise<UpcomingMonths>;
}
