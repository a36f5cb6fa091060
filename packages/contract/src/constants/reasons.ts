/**
 * Why the rules of a program granted less than asked, or nothing: the reason codes that stand in entries.
 * Sentences are made from them when they are read, in the reader's language.
 */
export const REASONS = {
  not_joined: 'the person has not joined the programme',
  holdout: 'the member is in the control group',
  no_rule: 'no rule of the program matches',
  other_event: 'the rule is about another kind of event',
  condition: 'the condition of the rule does not hold',
  outside_dates: 'the rule or campaign does not hold at that time',
  exclusive: 'another rule of the same exclusive group gave more',
  limit: 'the limit of the rule was reached',
  budget: 'the budget is used up',
  nothing_eligible: 'no line of the order is eligible',
  rounded_to_zero: 'the amount is too small for one point',
  currency_mismatch: "the order is not in the program's currency",
  order_refunded: 'the order was given back in full before it came',
  not_enough_points: 'the member has too few points to spend',
  owes_points: 'the member owes points',
  nothing_to_extend: 'none of the points expire earlier than that',
  out_of_stock: 'the reward is out of stock',
  reward_unavailable: 'the reward is not offered to this member now',
  already_cancelled: 'the redemption was cancelled before',
  coupon_used: 'the coupon was used',
  coupon_expired: 'the coupon has expired',
  coupon_not_yours: 'the coupon belongs to somebody else',
  self_referral: "the code is the friend's own",
  not_new: 'the friend has ordered before',
  already_referred: 'the friend was referred before',
  below_minimum: 'the order is below the minimum',
  voided: 'what this rewards was undone before the reward came',
  unknown_order: 'the order is not known yet; what changes it waits for it',
  superseded: 'a later change of the order came before',
} as const;

export type Reason = keyof typeof REASONS;
