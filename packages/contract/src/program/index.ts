export { Access } from './access.ts';
export { Board, METRICS, type Metric, Period, Prize, Score } from './board.ts';
export { Campaign } from './campaign.ts';
export { Badge, Challenge, Step } from './challenge.ts';
export { conditionFaults, type Fault } from './check-conditions.ts';
export { Checkout } from './checkout.ts';
export { Codes, PLAIN_LETTERS } from './codes.ts';
export { CONDITION_LIMITS, CONDITION_OPERATORS, Condition, type Pattern, patternOf } from './condition.ts';
export { Counter, ForeignCurrency } from './counter.ts';
export { Draw, DrawPrize } from './draw.ts';
export { dataSchemaOf, EventKind } from './event-kind.ts';
export { Gift } from './gift.ts';
export { Goal, GoalScore } from './goal.ts';
export { Expiry, MonthDay, Pending } from './life.ts';
export { Program, type ProgramInput, programJsonSchema } from './program.ts';
export { Gain, Referral, ReferralStep } from './referral.ts';
export { BrowserEvent, Shares, Visits } from './reports.ts';
export { Cause, Discount, Give, hasCode, REWARD_KINDS, Reward, type RewardKind } from './reward.ts';
export { Risk, USUAL_RISK } from './risk.ts';
export {
  Budget,
  Earn,
  EarnByAmount,
  EarnByItem,
  EarnByPercent,
  EarnFixed,
  Limit,
  PointsLimit,
  Rounding,
  Rule,
  RuleLimit,
} from './rule.ts';
export { Segment } from './segment.ts';
export { Streak } from './streak.ts';
export { Perk, TIER_MEASURES, Tier, TierFrom, type TierMeasure, thresholdOf } from './tier.ts';
