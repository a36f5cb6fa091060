import {
  type Gift,
  type GiftView,
  type Perk,
  type Program,
  type TierFrom,
  type TierView,
  thresholdOf,
} from '@laurel/contract';
import type { State } from '../log/state.ts';
import { bestGrant, earnedTier, missingToKeep } from '../tiers/raise.ts';
import { countedAt } from '../tiers/threshold.ts';
import { iso, textOf } from './text.ts';

/** The tier that a member holds, what it takes to keep it, and the next one; of a state that is settled. */
export function tierView(program: Program, state: State, locale: string): TierView {
  const { tiers, timeZone } = program;
  const place = tiers.findIndex(({ id }) => id === state.tier.id);
  const tier = tiers[place];
  // What everybody has who joins is nobody's next goal.
  const above = tiers.slice(place + 1).find(({ from }) => from && thresholdOf(from).n > 0);
  const granted = state.under === null ? null : bestGrant({ program, state });
  const earned = earnedTier(state);
  return {
    id: tier?.id ?? null,
    name: tier ? textOf(tier.name, locale, tier.id) : null,
    since: tier ? iso(state.tier.since) : null,
    until: tier ? iso(state.tier.until) : null,
    times: tier?.earn?.times ?? 1,
    perks: perkTexts(tier?.perks ?? [], locale),
    benefits: benefitsOf(tier?.perks ?? []),
    granted: granted && { until: iso(granted.until), earned: earned.id },
    keep:
      tier?.from && granted === null && earned.until !== null
        ? {
            missing: missingToKeep({ program, state }),
            by: iso(earned.until),
            grace: state.tierGrace !== null,
            warned: state.tierWarned === earned.until,
          }
        : null,
    next: above?.from
      ? {
          id: above.id,
          name: textOf(above.name, locale, above.id),
          ...asksOf(above.from),
          missing: Math.max(0, thresholdOf(above.from).n - countedAt(above.from, state, timeZone, state.recordedAt)),
        }
      : null,
  };
}

/** How much of what a tier asks for; one that only is granted asks for nothing. */
export function asksOf(from: TierFrom | undefined): {
  of: NonNullable<TierView['next']>['of'];
  counter: string | null;
  points: number;
} {
  if (!from) return { of: null, counter: null, points: 0 };
  const { of, counter, n } = thresholdOf(from);
  return { of, counter, points: n };
}

/** What a tier brings, as a shopper reads it. */
export function perkTexts(perks: readonly Perk[], locale: string): string[] {
  return perks.flatMap((perk) => {
    if (!isValued(perk)) return [textOf(perk, locale, '')];
    return perk.text === undefined ? [] : [textOf(perk.text, locale, '')];
  });
}

/** What a tier brings, as the shop reads it. */
export function benefitsOf(perks: readonly Perk[]): TierView['benefits'] {
  return perks.flatMap((perk) => (isValued(perk) ? [{ id: perk.id, value: perk.value }] : []));
}

type Valued = Extract<Perk, { value: unknown }>;

function isValued(perk: Perk): perk is Valued {
  return typeof perk === 'object' && 'id' in perk && 'value' in perk;
}

export function giftView({ points, badge, counter, reward }: Gift): GiftView {
  return { points: points ?? null, badge: badge ?? null, counter: counter ?? null, reward: reward ?? null };
}
