export type {
  BoardMeView,
  BoardView,
  CauseView,
  CheckoutView,
  CouponCheckView,
  CouponUseInput,
  CouponUseView,
  CouponView,
  EntitledView,
  EntryView,
  EventInput,
  EventOutcome,
  HoldInput,
  HoldView,
  MemberInput,
  MemberView,
  Page,
  PoolView,
  ProgramInput,
  ProgramVersionView,
  RedemptionInput,
  RedemptionView,
} from '@laurel/contract';
export type { Attempts } from './client/attempts.ts';
export type {
  BatchAnswer,
  Causes,
  Coupons,
  Events,
  Holds,
  Leaderboards,
  Members,
  PageQuery,
  Pools,
  Programs,
  Redemptions,
} from './client/calls.ts';
export { LaurelError, type LaurelErrorCode } from './client/error.ts';
export { Laurel, type LaurelOptions } from './client/laurel.ts';
export {
  forgetReferral,
  REFERRAL_COOKIE,
  REFERRAL_PARAMETER,
  type ReferralCookieOptions,
  referralCookie,
  referralFromCookie,
  referralFromUrl,
} from './referral/cookie.ts';
export { type MemberTokenOptions, memberToken } from './token/member-token.ts';
export { readSigningSecret, type SigningSecret } from './token/signing-secret.ts';
export { type LaurelWebhook, verifyWebhook, WebhookError, type WebhookRequest } from './webhook/verify.ts';
