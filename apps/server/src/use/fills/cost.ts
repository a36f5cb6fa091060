import type { RetroactiveCost, RetroactiveUnconfirmed } from '@laurel/contract';
import type { Entry } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { canonical } from '../../log/canonical.ts';
import { logs } from '../../project/log-reader.ts';
import { hashOf } from '../hash.ts';
import { filling } from './past.ts';

/**
 * Lets new challenges give for the past only where that was confirmed after its cost was told (RULES 10). Where nobody would be given
 * anything, there is nothing to confirm.
 * @param draft the version that is about to be published
 * @throws LaurelError `retroactive_unconfirmed`
 */
export async function confirmPast(laurel: Laurel, draft: PublishedProgram, confirm?: string): Promise<void> {
  const fills = draft.fills?.filter(({ retroactive }) => retroactive) ?? [];
  if (fills.length === 0) return;
  // Of this very document, made from the version that stands.
  const code = hashOf([canonical(draft.document), draft.version]).slice(0, 24);
  if (confirm === code) return;
  const challenges = (await costOf(laurel, { ...draft, fills })).filter(({ members }) => members > 0);
  if (challenges.length === 0) return;
  const details: RetroactiveUnconfirmed = { confirm: code, challenges };
  const said = challenges.map(
    ({ challenge, members, points }) => `"${challenge}" would give ${points} points to ${members} member(s)`,
  );
  throw new LaurelError('retroactive_unconfirmed', details, {
    message: `For what happened before, ${said.join('; ')}. Publish again with confirm: "${code}" to have it so, or without \`retroactive\`.`,
  });
}

/** What each new challenge would give to all members for the past. */
async function costOf(laurel: Laurel, draft: PublishedProgram): Promise<RetroactiveCost[]> {
  const costs = new Map(
    (draft.fills ?? []).map(({ challenge }) => [
      challenge,
      { challenge, members: 0, completions: 0, points: 0, badges: 0, rewards: 0 },
    ]),
  );
  for await (const log of logs(laurel.store, true, draft.id)) {
    const entry = await filling(laurel, draft, log as [Entry, ...Entry[]]);
    if (entry) addCost(costs, entry);
  }
  return [...costs.values()];
}

function addCost(costs: Map<string, RetroactiveCost>, { changes, effects }: Entry): void {
  const given = new Set<string>();
  let last: RetroactiveCost | undefined;
  for (const change of changes) {
    if (change.kind === 'challenge.completed' || change.kind === 'challenge.step') {
      last = costs.get(change.challenge);
      if (!last) continue;
      given.add(change.challenge);
      last.points += change.points;
      if (change.kind === 'challenge.completed') last.completions += 1;
    } else if (change.kind === 'badge.granted' && last) last.badges += 1;
  }
  for (const effect of effects) {
    if (effect.kind !== 'react' || effect.reaction.kind !== 'gift.given') continue;
    const cost = costs.get(effect.reaction.id);
    if (cost) cost.rewards += 1;
  }
  for (const challenge of given) (costs.get(challenge) as RetroactiveCost).members += 1;
}
