import { ATTEMPTS, type Attempts } from './attempts.ts';
import type {
  Causes,
  Coupons,
  Events,
  Goals,
  Holds,
  Leaderboards,
  Members,
  Pools,
  Programs,
  Redemptions,
} from './calls.ts';
import {
  type Adjustments,
  adjustments,
  type Badges,
  badges,
  type Challenges,
  type Claims,
  challenges,
  claims,
  type Draws,
  draws,
  type Merges,
  merges,
  type Openings,
  openings,
  type Referrals,
  referrals,
  type Segments,
  type Streaks,
  segments,
  streaks,
  type TierGrants,
  type Transfers,
  tierGrants,
  transfers,
} from './people.ts';
import {
  type Budgets,
  budgets,
  type Preview,
  preview,
  type Visits,
  visits,
  type Webhooks,
  webhooks,
} from './running.ts';
import { createTransport, type Transport } from './transport.ts';

export interface LaurelOptions extends Partial<Attempts> {
  /** Address of the Laurel server, e.g. `https://loyalty.example`. */
  url: string;
  /** `sk_…`; never leaves the shop's backend. */
  secretKey: string;
}

/**
 * Laurel, seen from a shop's backend. Every call throws `LaurelError`; calls are tried again with the same key while
 * the network fails or the server asks to come back later.
 */
export class Laurel {
  readonly events: Events;
  readonly members: Members;
  readonly redemptions: Redemptions;
  readonly coupons: Coupons;
  readonly holds: Holds;
  readonly pools: Pools;
  readonly causes: Causes;
  readonly goals: Goals;
  readonly leaderboards: Leaderboards;
  readonly program: Programs;
  readonly adjustments: Adjustments;
  readonly transfers: Transfers;
  readonly tierGrants: TierGrants;
  readonly challenges: Challenges;
  readonly streaks: Streaks;
  readonly badges: Badges;
  readonly draws: Draws;
  readonly merges: Merges;
  readonly claims: Claims;
  readonly openings: Openings;
  readonly referrals: Referrals;
  readonly segments: Segments;
  readonly preview: Preview;
  readonly budgets: Budgets;
  readonly visits: Visits;
  readonly webhooks: Webhooks;

  /** @throws TypeError if `url` is no address or `secretKey` is empty */
  constructor({ url, secretKey, ...attempts }: LaurelOptions) {
    if (!/^https?:/.test(new URL(url).protocol)) throw new TypeError(`\`url\` begins with http:// or https://: ${url}`);
    if (secretKey === '') throw new TypeError('`secretKey` is empty; make one with `laurel keys`');
    const transport = createTransport(url, secretKey, { ...ATTEMPTS, ...attempts });
    this.events = events(transport);
    this.members = members(transport);
    this.redemptions = redemptions(transport);
    this.coupons = coupons(transport);
    this.holds = holds(transport);
    this.pools = pools(transport);
    this.causes = causes(transport);
    this.goals = goals(transport);
    this.leaderboards = leaderboards(transport);
    this.program = program(transport);
    this.adjustments = adjustments(transport);
    this.transfers = transfers(transport);
    this.tierGrants = tierGrants(transport);
    this.challenges = challenges(transport);
    this.streaks = streaks(transport);
    this.badges = badges(transport);
    this.draws = draws(transport);
    this.merges = merges(transport);
    this.claims = claims(transport);
    this.openings = openings(transport);
    this.referrals = referrals(transport);
    this.segments = segments(transport);
    this.preview = preview(transport);
    this.budgets = budgets(transport);
    this.visits = visits(transport);
    this.webhooks = webhooks(transport);
  }
}

const events = ({ write }: Transport): Events => ({
  send: (event) => write('shop.events.send', event),
  batch: (list) => write('shop.events.batch', { events: list }),
});

const members = ({ query, write, writeOnce }: Transport): Members => ({
  put: (externalId, profile = {}) => write('shop.members.put', { externalId, ...profile }),
  get: (externalId, options) => query('shop.members.get', { externalId, ...options }),
  upcoming: (externalId) => query('shop.members.upcoming', { externalId }),
  extend: (externalId, how) => write('shop.members.extend', { externalId, ...how }),
  // Sent again, it would move the clock again.
  clock: (externalId, how) => writeOnce('shop.members.clock', { externalId, ...how }),
  entitled: (externalId, entitlement) => query('shop.members.entitled', { externalId, entitlement }),
  delete: async (externalId) => void (await write('shop.members.delete', { externalId })),
  entries: (externalId, options) => query('shop.members.entries', { externalId, ...options }),
});

const redemptions = ({ query, write }: Transport): Redemptions => ({
  create: (redemption) => write('shop.redemptions.create', redemption),
  get: (id) => query('shop.redemptions.get', { id }),
  cancel: (id) => write('shop.redemptions.cancel', { id }),
});

const coupons = ({ query, write }: Transport): Coupons => ({
  check: (code, options) => query('shop.coupons.check', { code, ...options }),
  use: (use) => write('shop.coupons.use', use),
  reverse: (use) => write('shop.coupons.reverse', { use }),
});

const holds = ({ query, write }: Transport): Holds => ({
  create: (hold) => write('shop.holds.create', hold),
  get: (id) => query('shop.holds.get', { id }),
  confirm: (id, orderId) => write('shop.holds.confirm', { id, orderId }),
  release: (id) => write('shop.holds.release', { id }),
});

const pools = ({ query, write }: Transport): Pools => ({
  list: () => query('shop.pools.list', undefined),
  upload: (pool, codes) => write('shop.pools.upload', { pool, codes }),
});

const causes = ({ query }: Transport): Causes => ({
  list: (options = {}) => query('shop.causes.list', options),
});

const goals = ({ query }: Transport): Goals => ({
  list: (options = {}) => query('shop.goals.list', options),
});

const leaderboards = ({ query, write }: Transport): Leaderboards => ({
  list: (options = {}) => query('shop.leaderboards.list', options),
  ranks: (externalId, options) => query('shop.leaderboards.ranks', { externalId, ...options }),
  periods: (board, options) => query('shop.leaderboards.periods', { board, ...options }),
  grant: (board, period) => write('shop.leaderboards.grant', { board, period }),
  get: (board, options) => query('shop.leaderboards.get', { board, ...options }),
  member: (board, externalId, options) => query('shop.leaderboards.member', { board, externalId, ...options }),
});

const program = ({ query, write, writeOnce }: Transport): Programs => ({
  get: (options) => query('shop.program.get', options),
  versions: (options = {}) => query('shop.program.versions', options),
  explain: (options = {}) => query('shop.program.explain', options),
  liability: (options = {}) => query('shop.program.liability', options),
  try: (draft, options) => write('shop.program.try', { program: draft, ...options }),
  upcoming: () => query('shop.program.upcoming', undefined),
  // With a base, a repeat of what was published already would be told as a conflict with oneself.
  put: (document, base, confirm) => {
    const said = { program: document, ...(confirm === undefined ? {} : { confirm }) };
    return base === undefined ? write('shop.program.put', said) : writeOnce('shop.program.put', { ...said, base });
  },
});
