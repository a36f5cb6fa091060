export { sourceOf } from './boards/concern.ts';
export { boardsHash } from './boards/hash.ts';
export { type LeagueOf, leagueFrom, levelAfter, movesOf } from './boards/league.ts';
export { type Morning, morningOf, nextMorning } from './boards/morning.ts';
export { type BoardPeriod, closesAt, periodById, periodOf } from './boards/period.ts';
export { lastPrizePlace, prizesFor } from './boards/prizes.ts';
export { type Score, type Scored, type Scores, scoreEntry, scoreLog, scoreLogWithMorning } from './boards/score.ts';
export { askedOfBuyer, type Standings } from './buyer/fields.ts';
export { unfilled } from './challenges/fill.ts';
export { type Decision, decide, decideAndFold } from './decide/decide.ts';
export { guardOf } from './decide/guard.ts';
export { anniversaryBefore } from './due/after.ts';
export { changesAt, settled } from './due/settled.ts';
export { holds } from './earn/condition.ts';
export { accepts } from './earn/money.ts';
export { type Pool, poolsAt, totalOf } from './earn/pools.ts';
export { copyState, emptyState } from './evolve/empty.ts';
export { evolve, fold } from './evolve/evolve.ts';
export { boardOfGoal, GOAL_PERIOD, isGoalBoard, withGoals } from './goals/board.ts';
export { checkEntry } from './ledger/check.ts';
export { postingsOf } from './ledger/postings.ts';
export type { Change, CouponFact, CouponGive, Extension, LotExpiry, Source, SpentPart, Waits } from './log/change.ts';
export type { Command, Context, Fill, Opening } from './log/command.ts';
export {
  type Award,
  type Effect,
  ENTRY_KINDS,
  type Entry,
  type EntryKind,
  type OrderStanding,
  type Reaction,
  type Silence,
} from './log/entry.ts';
export type { Evidence, Shared } from './log/evidence.ts';
export type { Fact, OrderFact } from './log/fact.ts';
export {
  type CouponState,
  FOLD_VERSION,
  type FriendState,
  type HoldState,
  type Lot,
  type RedemptionState,
  type ReferralState,
  type State,
} from './log/state.ts';
export { subjectsOf } from './log/subjects.ts';
export { sumUp } from './number/sum-up.ts';
export { isOrderChange, isPurchase } from './order/fact.ts';
export { type Instants, type PastEntry, stateAsOf } from './past/as-of.ts';
export { Liability } from './past/liability.ts';
export { type LongAgo, longAgoOf, needsLongAgo, remember } from './past/long-ago.ts';
export { moneyOf, type Worth, worthOf } from './past/worth.ts';
export { type Ranked, RankIndex, type Ties } from './ranks/rank-index.ts';
export { maturing } from './referral/mature.ts';
export type { Kept } from './replay/commands.ts';
export type { Side } from './replay/member.ts';
export type { Found, Together } from './replay/together.ts';
export {
  assumptionsOf,
  type Both,
  type Difference,
  foundTogether,
  type Part,
  Trial,
  type Tried,
  triedOf,
} from './replay/trial.ts';
export { rightOf } from './rewards/access.ts';
export { unusable } from './rewards/use.ts';
export { dayName, isDaily, nextMoveAt, segmentMoves } from './segments/moves.ts';
export { LOYAL, segmentsOf } from './segments/of.ts';
export { movesUntil } from './segments/walk.ts';
export { sumsOf } from './sums/sums.ts';
export { addDuration } from './time/add.ts';
export { birthdayIn } from './time/birthday.ts';
export { spanOf } from './time/span.ts';
export { type BadgeStand, badgeStands } from './views/badge.ts';
export { claimText, reasonText } from './views/claim.ts';
export { drawnView } from './views/draw.ts';
export { entryView } from './views/entry.ts';
export { explainCondition, explainProgram } from './views/explain/explain.ts';
export { type GoalStand, goalView } from './views/goal.ts';
export { historyView } from './views/history.ts';
export { type MemberExtras, memberView } from './views/member.ts';
export { previewView, productPreview } from './views/preview.ts';
export { type ProgramExtras, programView } from './views/program.ts';
export { riskText } from './views/referral.ts';
export { couponView } from './views/reward.ts';
export { textOf } from './views/text.ts';
export { upcomingView } from './views/upcoming.ts';
