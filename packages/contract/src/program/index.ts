export { Board, METRICS, type Metric, Period, Prize, Score } from './board.ts';
export { Campaign } from './campaign.ts';
export { Badge, Challenge, Grant, Step } from './challenge.ts';
export { CONDITION_OPERATORS, Condition } from './condition.ts';
export { Program, type ProgramInput, programJsonSchema } from './program.ts';
export { Referral } from './referral.ts';
export { Discount, Give, Reward } from './reward.ts';
export { Earn, EarnByAmount, Limit, Rounding, Rule } from './rule.ts';
export { Tier } from './tier.ts';
