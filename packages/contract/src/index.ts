export * from './api/index.ts';
export {
  ERRORS,
  type ErrorBody,
  type ErrorCode,
  LIMITS,
  LIVE,
  LIVE_PATH,
  PROTOCOL,
  REASONS,
  type Reason,
  RISKS,
  type RiskReason,
  VERDICTS,
  type Verdict,
} from './constants/index.ts';
export * from './event/index.ts';
export { Currency, EventType, Minor, Points, ShopId, Slug } from './ids.ts';
export * from './live/index.ts';
export * from './program/index.ts';
export { PluralText, Text } from './text.ts';
export { Duration, Instant, TimeZone } from './time.ts';
