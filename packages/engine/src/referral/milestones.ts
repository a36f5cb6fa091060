import { affect, apartBecause, type Draft, type Ending, emit } from '../decide/draft.ts';
import type { Reaction } from '../log/entry.ts';
import { dueAt, give, NOTHING, takeBack } from './gain.ts';

type Of<Kind extends Reaction['kind']> = Extract<Reaction, { kind: Kind }>;

/** Friends whose first order counts, pending or not. */
const counting = ({ state }: Draft): number => state.friendCounts.ordered + state.friendCounts.rewarded;

/** After a friend has moved: asks for the milestones that were reached, and takes back those that are not any more. */
export function lookAtMilestones(draft: Draft): void {
  const { program, state, context, seq, command } = draft;
  if (command.kind === 'react' && command.reaction.kind.startsWith('milestone.')) return;
  const friends = counting(draft);
  for (const each of program.referral?.milestones ?? []) {
    if (friends < each.friends || state.milestones[each.friends] || apartBecause(draft)) continue;
    // An entry of its own, under the member's own log, so that each has a coupon of its own.
    affect(draft, {
      kind: 'react',
      id: `react:${context.member}:milestone:${each.friends}:${seq}`,
      to: context.member,
      reaction: { kind: 'milestone.reached', friends: each.friends, at: draft.occurredAt },
    });
  }
  for (const [n, got] of Object.entries(state.milestones)) {
    if (friends >= Number(n)) continue;
    const before = { ...got, kept: state.milestonesKept?.[n] };
    const kept = takeBack(draft, before, { side: 'advocate', friend: '', step: n, charged: false });
    emit(draft, { kind: 'milestone.undone', friends: Number(n), ...(kept ? { kept } : {}) });
  }
}

/** So many friends have ordered. Asked more than once, or no longer true, it gives nothing. */
export function reachMilestone(draft: Draft, { friends, at }: Of<'milestone.reached'>, effect: string): Ending {
  const { program, state } = draft;
  const milestone = program.referral?.milestones?.find((each) => each.friends === friends);
  if (!milestone || state.milestones[friends] || counting(draft) < friends || apartBecause(draft))
    return { kind: 'reaction', outcome: 'refused', reason: 'voided' };
  const hold = program.referral?.hold;
  const due = dueAt(draft, milestone.advocate, at, hold);
  const pending = hold ?? program.points.pending;
  const got = due === null ? give(draft, milestone.advocate, of(draft, friends, at, pending)) : NOTHING;
  emit(draft, { kind: 'milestone.reached', friends, at, effect, dueAt: due, got });
  return { kind: 'reaction', outcome: 'applied', reason: null };
}

/** What a milestone is worth is given once the return window has closed. */
export function mature(draft: Draft, { friends, at }: Of<'milestone.matured'>): Ending {
  const waiting = draft.state.milestones[friends];
  const milestone = draft.program.referral?.milestones?.find((each) => each.friends === friends);
  if (!milestone || !waiting || waiting.dueAt === null)
    return { kind: 'reaction', outcome: 'refused', reason: 'voided' };
  const got = give(draft, milestone.advocate, of(draft, friends, at, undefined));
  const { effect } = waiting;
  emit(draft, { kind: 'milestone.reached', friends, at: waiting.at, effect, dueAt: null, got });
  return { kind: 'reaction', outcome: 'applied', reason: null };
}

const of = ({ state }: Draft, friends: number, at: number, pending: Draft['program']['points']['pending']) =>
  ({
    side: 'advocate',
    friend: '',
    step: String(friends),
    at,
    pending,
    kept: state.milestonesKept?.[friends],
  }) as const;
