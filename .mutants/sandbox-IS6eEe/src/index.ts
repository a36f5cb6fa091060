// @ts-nocheck
export { boardsHash } from './boards/hash.ts';
export { type BoardPeriod, closesAt, periodById, periodOf } from './boards/period.ts';
export { type Score, type Scored, type Scores, scoreEntry, scoreLog } from './boards/score.ts';
export { decide } from './decide/decide.ts';
export { changesAt, settled } from './due/settled.ts';
export { copyState, emptyState } from './evolve/empty.ts';
export { evolve, fold } from './evolve/evolve.ts';
export { checkEntry } from './ledger/check.ts';
export { postingsOf } from './ledger/postings.ts';
export type { Change, CouponFact, LotExpiry, Source } from './log/change.ts';
export type { Command, Context } from './log/command.ts';
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
export type { Fact, OrderFact } from './log/fact.ts';
export {
  type CouponState,
  FOLD_VERSION,
  type FriendState,
  type Lot,
  type RedemptionState,
  type State,
} from './log/state.ts';
export { type Ranked, RankIndex, type Ties } from './ranks/rank-index.ts';
export { sumsOf } from './sums/sums.ts';
export { entryView } from './views/entry.ts';
export { type MemberExtras, memberView } from './views/member.ts';
export { programView } from './views/program.ts';
export { textOf } from './views/text.ts';
