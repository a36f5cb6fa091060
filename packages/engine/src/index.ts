export type { Change, CouponFact, LotExpiry, Source } from './log/change.ts';
export type { Command, Context } from './log/command.ts';
export {
  type Award,
  type Effect,
  ENTRY_KINDS,
  type Entry,
  type EntryKind,
  type Reaction,
  type Silence,
} from './log/entry.ts';
export type { Fact, OrderFact } from './log/fact.ts';
export { type CouponState, FOLD_VERSION, type Lot, type RedemptionState, type State } from './log/state.ts';
