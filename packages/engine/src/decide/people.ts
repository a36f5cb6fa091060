import { releaseHold } from '../checkout/release.ts';
import type { Command } from '../log/command.ts';
import { forfeit } from '../points/forfeit.ts';
import { link } from '../referral/friend.ts';
import { addDuration } from '../time/add.ts';
import { leave } from '../transit/leave.ts';
import { affect, type Draft, type Ending, emit, inHoldout } from './draft.ts';
import { judgeFact } from './fact.ts';

/** As rules and challenges name it. */
const JOINED = 'member.joined';

type Of<Kind extends Command['kind']> = Extract<Command, { kind: Kind }>;

/** Begins a log, with the holdout's draw, which never changes. */
export function create(draft: Draft, { guest }: Of<'create'>): Ending {
  const kind = 'member.created';
  if (draft.state.status !== 'none') return { kind, outcome: 'refused', reason: null };
  if (draft.context.draw === null) throw new Error('A member is created with a draw; the context has none.');
  emit(draft, { kind: 'created', guest, draw: draft.context.draw, version: draft.context.version });
  return { kind, outcome: 'applied', reason: null };
}

/** Joins the programme; facts that were kept lately are judged after that, where the program says so. */
export function join(draft: Draft, { key, referral }: Of<'join'>): Ending {
  const { program, context, recordedAt: at, state } = draft;
  if (state.status !== 'joined') {
    emit(draft, { kind: 'joined', at, draw: state.draw });
    // What rules give for joining is given in the entry that tells of it.
    if (!inHoldout(draft)) judgeFact(draft, { type: JOINED, key, occurredAt: at, data: {} });
    if (program.credit && !inHoldout(draft)) {
      const since = addDuration(program.timeZone, at, { days: program.credit.lastDays }, -1);
      affect(draft, { kind: 'credit', id: `credit:${context.member}:${key}`, since });
    }
  }
  if (referral) {
    const refused = link(draft, referral, { isNew: state.firstOrderAt === null, at });
    if (refused) draft.silent.push({ rule: 'referral', reason: refused, of: 'referral' });
  }
  return { kind: 'member.joined', outcome: 'applied', reason: null };
}

/** Links somebody who has joined to who recommended the programme. */
export function refer(draft: Draft, { referral }: Of<'refer'>): Ending {
  const kind = 'member.referred';
  const { state, recordedAt: at } = draft;
  if (state.status !== 'joined') return { kind, outcome: 'refused', reason: 'not_joined' };
  const reason = link(draft, referral, { isNew: state.firstOrderAt === null, at });
  return { kind, outcome: reason ? 'refused' : 'applied', reason };
}

/** Ends a log: nothing is judged any more, and no points of somebody erased are a liability. */
export function close(draft: Draft, { reason, into }: Of<'close'>): Ending {
  for (const held of Object.values(draft.state.holds)) releaseHold(draft, held, draft.recordedAt);
  if (reason === 'erased') forfeit(draft);
  if (reason === 'merged' && into !== null) leave(draft, into);
  for (const [segment, { in: within, n }] of Object.entries(draft.state.segments))
    if (within) emit(draft, { kind: 'segment.moved', segment, in: false, n: n + 1, at: draft.recordedAt });
  const { status, draw, badges } = draft.state;
  emit(draft, { kind: 'closed', reason, into, ...(status === 'joined' ? { draw, badges: Object.keys(badges) } : {}) });
  return { kind: 'member.closed', outcome: 'applied', reason: null };
}
