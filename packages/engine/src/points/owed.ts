import { type Draft, emit } from '../decide/draft.ts';

/** Whatever is available fills what is owed: soonest expiry first. */
export function fillOwed(draft: Draft, at: number): void {
  const { state } = draft;
  while (state.owed > 0) {
    const lot = state.lots[0];
    if (!lot || lot.activeAt !== null) return;
    emit(draft, { kind: 'owed.filled', lot: lot.id, points: Math.min(lot.points, state.owed), at });
  }
}
