import type { z } from 'zod';
import type { Challenge } from './challenge.ts';
import type { Counter } from './counter.ts';
import type { Draw } from './draw.ts';
import type { Gift } from './gift.ts';
import type { Goal } from './goal.ts';
import type { Streak } from './streak.ts';
import { type Tier, thresholdOf } from './tier.ts';

interface Rising {
  tiers: z.output<typeof Tier>[];
  challenges: z.output<typeof Challenge>[];
  streaks: z.output<typeof Streak>[];
  draws: z.output<typeof Draw>[];
  goals: z.output<typeof Goal>[];
  badges: { id: string }[];
  counters: Counter[];
  rewards: { id: string; give: object; from?: string | undefined; until?: string | undefined }[];
}

/** What no part of a program's tiers can tell by itself: names that nothing stands behind, and thresholds that fall. */
export function checkRising(program: Rising, context: z.core.$RefinementCtx): void {
  const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  const counters = new Set(program.counters.map(({ id }) => id));
  program.tiers.forEach((tier, at) => {
    const from = tier.from && thresholdOf(tier.from);
    if (from?.counter && !counters.has(from.counter))
      say(['tiers', at, 'from', 'counter'], `there is no counter "${from.counter}"`);
    const below = program.tiers[at - 1]?.from;
    const before = below && thresholdOf(below);
    if (from && before && from.of === before.of && from.counter === before.counter && from.n <= before.n)
      say(['tiers', at, 'from', from.of], 'tiers stand from low to high; this threshold is not above the one before');
    if (tier.gift) checkGift(program, tier.gift, ['tiers', at, 'gift'], say);
  });
  program.challenges.forEach(({ grant, steps }, at) => {
    // A badge that nobody described was always allowed here: it is shown by its id.
    checkGift(program, { ...grant, badge: undefined }, ['challenges', at, 'grant'], say);
    steps.forEach((step, place) => {
      if (step.grant) checkGift(program, step.grant, ['challenges', at, 'steps', place, 'grant'], say);
    });
  });
  const streaks = new Set(program.streaks.map(({ id }) => id));
  program.streaks.forEach(({ milestones }, at) => {
    milestones.forEach(({ grant }, place) => {
      checkGift(program, grant, ['streaks', at, 'milestones', place, 'grant'], say);
    });
  });
  program.draws.forEach(({ prizes }, at) => {
    prizes.forEach(({ grant }, place) => {
      if (grant) checkGift(program, grant, ['draws', at, 'prizes', place, 'grant'], say);
    });
  });
  program.goals.forEach(({ grant }, at) => {
    checkGift(program, grant, ['goals', at, 'grant'], say);
  });
  program.streaks.forEach(({ milestones, freezes }, at) => {
    const lengths = milestones.map((milestone) => milestone.at);
    const twice = lengths.findIndex((length, place) => lengths.indexOf(length) < place);
    if (twice >= 0)
      say(
        ['streaks', at, 'milestones', twice, 'at'],
        `there is a milestone at ${lengths[twice]} already; one \`grant\` may name several things`,
      );
    if (freezes && freezes.start > freezes.most)
      say(
        ['streaks', at, 'freezes', 'start'],
        `one begins with ${freezes.start}, and may have ${freezes.most} at most`,
      );
  });
  for (const list of ['challenges', 'streaks', 'draws', 'rewards'] as const)
    program[list].forEach(({ from, until }, at) => {
      if (from !== undefined && until !== undefined && Date.parse(until) <= Date.parse(from))
        say([list, at, 'until'], '`until` lies after `from`');
    });
  const tiers = new Set(program.tiers.map(({ id }) => id));
  program.rewards.forEach(({ give }, at) => {
    if ('freezes' in give && 'streak' in give && !streaks.has(String(give.streak)))
      say(['rewards', at, 'give', 'streak'], `there is no streak "${String(give.streak)}"`);
    if ('tier' in give && !tiers.has(String(give.tier)))
      say(['rewards', at, 'give', 'tier'], `there is no tier "${String(give.tier)}"`);
  });
}

/** Names in a gift that nothing stands behind. */
function checkGift(
  { badges, counters, rewards }: Pick<Rising, 'badges' | 'counters' | 'rewards'>,
  { badge, counter, reward }: Gift,
  path: (string | number)[],
  say: (path: (string | number)[], message: string) => void,
): void {
  if (badge !== undefined && !badges.some(({ id }) => id === badge))
    say([...path, 'badge'], `there is no badge "${badge}"`);
  if (counter && !counters.some(({ id }) => id === counter.id))
    say([...path, 'counter'], `there is no counter "${counter.id}"`);
  if (reward !== undefined && !rewards.some(({ id }) => id === reward))
    say([...path, 'reward'], `there is no reward "${reward}"`);
}
