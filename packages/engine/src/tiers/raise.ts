import { type Draft, emit } from '../decide/draft.ts';
import { addDuration } from '../time/add.ts';
import { countedFor } from './count.ts';

/** Raises the tier when a higher one is met; one that the program no longer has gives way to whatever is met. */
export function raiseTier(draft: Draft, at: number): void {
  const { program, state } = draft;
  const held = program.tiers.findIndex(({ id }) => id === state.tier.id);
  const met = highestMet(draft, at, held + 1);
  if (met > held) change(draft, met, at);
  else if (held < 0 && state.tier.id !== null) change(draft, -1, at);
}

/** Looks at the tier again when its time has come: it stays, or falls to the highest that is still met. */
export function lapseTier(draft: Draft, at: number): void {
  change(draft, highestMet(draft, at, 0), at);
}

/** After a refund: the tier falls at once where the program says so (RULES 16). */
export function lowerTier(draft: Draft, at: number): void {
  const { program, state } = draft;
  const held = program.tiers.findIndex(({ id }) => id === state.tier.id);
  if (program.tiers[held]?.onRefund !== 'now') return;
  const met = highestMet(draft, at, 0);
  if (met < held) change(draft, met, at);
}

/** The place of the highest tier met among those from `lowest` up; −1: none. */
function highestMet({ program, state }: Draft, at: number, lowest: number): number {
  for (let place = program.tiers.length - 1; place >= lowest; place -= 1) {
    const tier = program.tiers[place];
    if (tier && countedFor(tier, state, program.timeZone, at) >= tier.from.points) return place;
  }
  return -1;
}

function change(draft: Draft, place: number, at: number): void {
  const { program, state } = draft;
  const tier = program.tiers[place];
  const until = tier?.from.within ? addDuration(program.timeZone, at, tier.from.within) : null;
  emit(draft, { kind: 'tier.changed', from: state.tier.id, to: tier?.id ?? null, at, until });
}

/** The tier that was held at an instant, as far back as late facts may come. */
export function tierAt({ state }: Pick<Draft, 'state'>, at: number): string | null {
  let held: string | null = null;
  for (const { id, from } of state.tierHistory) if (from <= at) held = id;
  return held;
}
