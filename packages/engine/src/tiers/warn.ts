import { type Draft, emit } from '../decide/draft.ts';
import { addDuration } from '../time/add.ts';
import { earnedTier, missingToKeep } from './raise.ts';

type Settings = Pick<Draft, 'program' | 'state'>;

/** When a member is to be told that their tier will lapse; null: it will not, it was told, or the program tells nobody. */
export function nextTierWarning(draft: Settings): number | null {
  const { program, state } = draft;
  const { id, until } = earnedTier(state);
  if (until === null || state.tierWarned === until || state.under !== null) return null;
  const warn = program.tiers.find((tier) => tier.id === id)?.warn;
  if (!warn || missingToKeep(draft) === 0) return null;
  return addDuration(program.timeZone, until, { days: warn.days }, -1);
}

/** Tells once for each time that a tier would lapse. */
export function warnOfTier(draft: Draft, at: number): void {
  const due = nextTierWarning(draft);
  const { id, until } = earnedTier(draft.state);
  if (due === null || due > at || id === null || until === null) return;
  emit(draft, { kind: 'tier.warned', tier: id, at, until, missing: missingToKeep(draft) });
}
