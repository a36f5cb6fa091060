import type { Program, Reason } from '@laurel/contract';
import { apply } from '../evolve/apply.ts';
import type { Change } from '../log/change.ts';
import type { Command, Context } from '../log/command.ts';
import type { Award, Effect, Entry, OrderStanding, Silence } from '../log/entry.ts';
import type { State } from '../log/state.ts';

/** An entry in the making, and the state as it is after the changes that it has so far. */
export interface Draft {
  readonly program: Program;
  readonly context: Context;
  readonly command: Command;
  readonly state: State;
  readonly seq: number;
  readonly recordedAt: number;
  occurredAt: number;
  /** Lots opened so far, for their ids. */
  opened: number;
  /** Rewards given so far, for their ids. */
  gifts: number;
  /** The state before anything happened. */
  readonly before: State;
  readonly keys: string[];
  readonly subjects: Set<string>;
  tier: string | null;
  awards: Award[];
  silent: Silence[];
  standing: OrderStanding | null;
  seen: Entry['seen'];
  readonly changes: Change[];
  readonly effects: Effect[];
}

/** How a command ended; what it changed stands in the draft. */
export interface Ending {
  kind: Entry['kind'];
  outcome: Entry['outcome'];
  reason: Reason | null;
}

/** Adds a change to the entry and brings the state up to it. */
export function emit(draft: Draft, change: Change): void {
  draft.changes.push(change);
  apply(draft.state, change, draft);
}

/** Notes a consequence for somebody else. History that is brought in has none. */
export function affect(draft: Draft, effect: Effect): void {
  if (!draft.command.imported) draft.effects.push(effect);
}

/** Whether the member is in the control group of the program's version that decides. */
export function inHoldout(draft: Pick<Draft, 'program' | 'state'>): boolean {
  return draft.state.draw < draft.program.holdout.percent * 100;
}

/** Whether, and why, somebody takes no part in the programme. */
export function apartBecause(draft: Draft): Reason | null {
  if (draft.state.status !== 'joined') return 'not_joined';
  return inHoldout(draft) ? 'holdout' : null;
}
