import { apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import { holds } from '../earn/condition.ts';
import { isDated } from '../earn/program.ts';
import type { Command } from '../log/command.ts';
import { memberNow } from '../rewards/available.ts';

/** A shopper takes up a challenge that is joined: what happens from here on counts. A second time changes nothing. */
export function joinChallenge(draft: Draft, { challenge: id }: Extract<Command, { kind: 'joinChallenge' }>): Ending {
  const kind = 'challenge.joined';
  const { program, state, context, recordedAt: at } = draft;
  const refuse = (reason: NonNullable<Ending['reason']>): Ending => ({ kind, outcome: 'refused', reason });
  const apart = apartBecause(draft);
  if (apart) return refuse(apart);
  const challenge = program.challenges.find((one) => one.id === id);
  if (!challenge?.join) return refuse('not_to_join');
  if (challenge.from && !isDated({ from: challenge.from }, at)) return refuse('not_yet');
  if (!isDated(challenge, at)) return refuse('no_longer');
  if (!holds(challenge.when, memberNow(program, state, context.attributes, at))) return refuse('condition');
  if ((state.challenges[id]?.joinedAt ?? null) === null) emit(draft, { kind: 'challenge.joined', challenge: id, at });
  return { kind, outcome: 'applied', reason: null };
}
