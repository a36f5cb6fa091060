export { ERRORS, type ErrorBody, type ErrorCode } from './errors.ts';
export { LIMITS } from './limits.ts';
export { LIVE, LIVE_PATH, PROTOCOL } from './live.ts';
export { REASONS, type Reason } from './reasons.ts';
export { RISKS, type RiskReason, VERDICTS, type Verdict } from './risk.ts';
