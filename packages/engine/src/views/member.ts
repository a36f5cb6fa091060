import type { MemberView, PointsView, Program } from '@laurel/contract';
import type { Standings } from '../buyer/fields.ts';
import { inHoldout } from '../decide/draft.ts';
import { changesAt, settled } from '../due/settled.ts';
import { holds } from '../earn/condition.ts';
import { isDated } from '../earn/program.ts';
import type { Lot, State } from '../log/state.ts';
import { rightNames, rightOf } from '../rewards/access.ts';
import { memberNow } from '../rewards/available.ts';
import { segmentsAt } from '../segments/moves.ts';
import { segmentsOf } from '../segments/of.ts';
import { told } from '../time/never.ts';
import { type BadgeStand, heldBadges } from './badge.ts';
import { challengeView, isSeen } from './challenge.ts';
import { checkoutView } from './checkout.ts';
import { ownDraws } from './draw.ts';
import { offersView } from './offer.ts';
import { referralView } from './referral.ts';
import { couponView, rewardView } from './reward.ts';
import { streakView } from './streak.ts';
import { iso, knownLocale, textOf } from './text.ts';
import { tierView } from './tier.ts';

/** What a view of a member shows that does not stand in their log. */
export interface MemberExtras {
  externalId: string;
  alias: string;
  onBoards: boolean;
  /** How many of each reward are left; null, or left out: no end. */
  stockLeft: Record<string, number | null>;
  referralCode: string | null;
  attributes: Record<string, unknown>;
  /** What it takes to be among the best; left out: nobody asks. */
  standings?: Standings | null;
  /** Who has which badge; left out: nobody has counted. */
  badges?: BadgeStand;
}

/** Everything about a member that they may see, exact at an instant. Whoever is in the control group sees no programme. */
export function memberView(
  program: Program,
  state: State,
  extras: MemberExtras,
  now: number,
  locale: string,
): MemberView {
  const words = knownLocale(locale);
  const current = settled(program, state, now).state;
  const status = statusOf(program, current);
  const isShown = status !== 'control' && status !== 'closed';
  const { externalId, alias, onBoards, referralCode } = extras;
  return {
    externalId,
    status,
    joinedAt: iso(current.joinedAt),
    alias,
    onBoards: onBoards && status !== 'control',
    points: pointsView(current),
    counters: program.counters.map(({ id, name }) => ({
      id,
      name: textOf(name, words, id),
      n: current.counters[id] ?? 0,
    })),
    tier: tierView(program, current, words),
    segments: isShown ? segmentsView(program, current, extras, words) : [],
    challenges: isShown ? challengesView(program, current, words) : [],
    streaks: isShown
      ? program.streaks
          .filter((one) => isDated(one, current.recordedAt))
          .map((one) => streakView(program, one, current, words))
      : [],
    draws: isShown ? ownDraws(program, current, extras.attributes, words) : [],
    badges: heldBadges(program, current.badges, { locale: words, stand: extras.badges }),
    referral:
      isShown && program.referral && referralCode !== null
        ? referralView(program.referral, current, referralCode)
        : null,
    rewards: isShown ? rewardsView(program, current, extras, words) : [],
    coupons: Object.values(current.coupons)
      .sort((a, b) => b.issuedAt - a.issuedAt)
      .map((coupon) => couponView(program, coupon, current.recordedAt, words)),
    offers: isShown ? offersView(program, memberNow(program, current, extras.attributes, now).member, now, words) : [],
    entitlements: isShown ? entitlementsView(program, current, extras) : [],
    checkout: isShown ? checkoutFor(program, current, extras.attributes) : null,
    version: state.seq,
    changesAt: iso(changesAt(program, current)),
  };
}

function segmentsView(
  program: Program,
  state: State,
  { attributes, standings = null }: MemberExtras,
  locale: string,
): MemberView['segments'] {
  const inside = new Set(segmentsAt({ program, state, attributes, standings }, state.recordedAt));
  return segmentsOf(program).flatMap(({ id, name }) =>
    inside.has(id) ? [{ id, name: textOf(name, locale, id) }] : [],
  );
}

function statusOf(program: Program, state: State): MemberView['status'] {
  if (state.status === 'closed') return 'closed';
  if (state.status !== 'joined') return 'guest';
  return inHoldout({ program, state }) ? 'control' : 'joined';
}

/** A member's points, of a state that is settled. */
function pointsView({ available, pending, held, owed, lots }: State): PointsView {
  const active = lots.filter(({ activeAt, expiresAt }) => activeAt === null && expiresAt !== null);
  const waiting = lots.filter(({ activeAt }) => activeAt !== null);
  const soonest = next(active, ({ expiresAt }) => expiresAt);
  return {
    balance: available - owed,
    available,
    pending,
    held,
    owed,
    nextActive: next(waiting, ({ activeAt }) => told(activeAt)),
    nextExpiry: soonest ? { ...soonest, ...(active[0]?.warned ? { soon: true } : {}) } : null,
  };
}

/** The points of the lots that come first, and when; lots are in that order. */
function next(lots: readonly Lot[], instant: (lot: Lot) => number | null): { points: number; at: string } | null {
  const at = lots[0] ? instant(lots[0]) : null;
  if (at === null) return null;
  const points = lots.reduce((sum, lot) => (instant(lot) === at ? sum + lot.points : sum), 0);
  return { points, at: iso(at) };
}

/** Challenges that hold now, and those that were completed. */
function challengesView({ challenges, timeZone }: Program, state: State, locale: string): MemberView['challenges'] {
  return challenges
    .filter((one) => isSeen(one, state.challenges[one.id]))
    .filter((one) => isDated(one, state.recordedAt) || (state.challenges[one.id]?.completedAt ?? null) !== null)
    .map((challenge) =>
      challengeView(timeZone, challenge, state.challenges[challenge.id], { now: state.recordedAt, locale }),
    );
}

/** Every reward that is not secret: one whose condition the member does not meet is not told, except where a tier or an hour opens it. */
function rewardsView(
  program: Program,
  state: State,
  { attributes, stockLeft }: MemberExtras,
  locale: string,
): MemberView['rewards'] {
  const asker = { program, state, attributes, at: state.recordedAt };
  return program.rewards
    .map((reward) => rewardView(reward, asker, { left: stockLeft[reward.id] ?? null, locale }))
    .filter(({ reason }) => reason !== 'reward_unavailable');
}

/** What the member may do at this instant: of several grants of one entitlement the one that lasts longest. */
function entitlementsView(
  program: Program,
  state: State,
  { attributes, standings = null }: MemberExtras,
): MemberView['entitlements'] {
  const asker = { program, state, attributes, standings, at: state.recordedAt };
  return rightNames(asker).flatMap((id) => {
    const grant = rightOf(asker, id);
    return grant ? [{ id, since: iso(grant.at), until: iso(grant.until) }] : [];
  });
}

function checkoutFor(program: Program, state: State, attributes: Record<string, unknown>): MemberView['checkout'] {
  const { checkout } = program;
  if (!checkout || state.status !== 'joined') return null;
  if (!holds(checkout.when, memberNow(program, state, attributes, state.recordedAt))) return null;
  return checkoutView(checkout, state.owed > 0 ? 0 : state.available);
}
