import { type Draft, emit } from '../decide/draft.ts';

/** No points of somebody erased are a liability: what can be spent expires, and what waits is taken back. */
export function forfeit(draft: Draft): void {
  for (const { id: lot, points, activeAt, subject } of draft.state.lots.slice()) {
    if (activeAt === null) emit(draft, { kind: 'lot.expired', lot, points, at: draft.recordedAt, subject });
    else emit(draft, { kind: 'lot.reversed', lot, points, from: 'pending', subject: subject ?? 'closed' });
  }
}
