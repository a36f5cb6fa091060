/**
 * The closed table of error codes. `status` is the HTTP status at the edge, `message` what a developer reads.
 * A code is never renamed and never reused.
 */
export const ERRORS = {
  bad_request: { status: 400, message: 'The request is not of the documented shape; `details` names each field.' },
  unauthorized: { status: 401, message: 'No valid key or token came with the request.' },
  token_expired: { status: 401, message: 'The member token has expired; fetch a new one from the shop.' },
  forbidden: { status: 403, message: 'The key or token is valid but may not do this.' },
  origin_not_allowed: { status: 403, message: "This page's origin is not among the program's `origins`." },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  program_not_found: { status: 404, message: 'No program has this key.' },
  member_not_found: { status: 404, message: 'The program has no member of this externalId.' },
  board_not_found: { status: 404, message: 'The published program has no board of this id and period.' },
  segment_not_found: { status: 404, message: 'The published program has no segment of this id.' },
  reward_not_found: { status: 404, message: 'The published program has no reward of this id.' },
  redemption_not_found: { status: 404, message: 'The program has no redemption of this id.' },
  hold_not_found: { status: 404, message: 'The program has no hold of this id.' },
  claim_not_found: { status: 404, message: 'The program has no claim of missing points of this id.' },
  webhook_not_found: { status: 404, message: 'The program has no webhook, or no call of one, of this id.' },
  coupon_not_found: { status: 404, message: 'The program has issued no coupon of this code.' },
  referral_code_not_found: { status: 404, message: 'No member has this referral code.' },
  referral_not_found: { status: 404, message: 'This member was recommended by nobody.' },
  idempotency_conflict: { status: 409, message: 'This key was used before with another body; use a new key.' },
  order_conflict: { status: 409, message: 'This order is known with another body; send changes as `order.amended`.' },
  refund_conflict: {
    status: 409,
    message: 'This refund, amendment or chargeback is known with another body; use a new id.',
  },
  claim_conflict: { status: 409, message: 'What must be unique in the program belongs to another member.' },
  live_mode: { status: 409, message: 'Only a program in test mode lets a clock be moved; this one is live.' },
  version_conflict: {
    status: 409,
    message: 'The program was published by somebody else meanwhile; pull, merge, push.',
  },
  retroactive_unconfirmed: {
    status: 409,
    message:
      'A new challenge gives for the past; `details` tells what that costs. Publish again with `confirm` from there.',
  },
  member_closed: { status: 410, message: 'This member was erased or merged and takes no more facts.' },
  too_large: { status: 413, message: 'The request is larger than the limit in `details`.' },
  too_late: { status: 422, message: 'The fact happened more than 30 days ago; only an import takes older facts.' },
  too_early: {
    status: 422,
    message: 'The fact lies more than 5 minutes in the future; check the clock of the sender.',
  },
  currency_mismatch: { status: 422, message: "The order is not in the program's currency." },
  program_invalid: { status: 422, message: 'The program document breaks its schema; `details` names each place.' },
  refused: { status: 422, message: "The program's rules refuse this; `details.reason` says why." },
  try_running: { status: 429, message: 'A trial of this program is under way; wait for its end, or end it.' },
  rate_limited: { status: 429, message: 'Too many requests; wait for `Retry-After` seconds.' },
  cancelled: { status: 499, message: 'The caller went away before the answer; nothing was done.' },
  internal: { status: 500, message: 'Something failed on our side; the log has it under this requestId.' },
  overloaded: {
    status: 503,
    message: 'The server is busy or stopping; retry after `Retry-After` seconds with the same key.',
  },
  store_unavailable: { status: 503, message: 'The database cannot be reached or is full; retry with the same key.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** The one shape in which every door refuses. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  details?: unknown;
  requestId: string;
}
