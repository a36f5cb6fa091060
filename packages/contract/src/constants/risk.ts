/**
 * Why a recommendation may be no real one, and how much each weighs where the program does not say it. A score is the sum, at most 100.
 */
export const RISKS = {
  own_code: 100,
  same_email: 100,
  lookalike_email: 85,
  similar_email: 45,
  same_person: 85,
  same_name: 20,
  same_phone: 60,
  same_device: 50,
  same_payment: 60,
  same_address: 15,
  same_ip: 10,
  household: 0,
  disposable_domain: 60,
  velocity: 45,
  ring: 90,
  shared_device: 60,
  shared_payment: 70,
  shared_connection: 45,
  charged_back: 90,
} as const satisfies Record<string, number>;

export type RiskReason = keyof typeof RISKS;

export const VERDICTS = ['passed', 'review', 'refused'] as const;
/** What becomes of a recommendation by its score. */
export type Verdict = (typeof VERDICTS)[number];
