import { LIMITS } from '@laurel/contract';
import type { Draft } from '../decide/draft.ts';
import { applyWindow } from '../evolve/windows.ts';
import type { Command } from '../log/command.ts';
import type { Entry } from '../log/entry.ts';
import type { Fact } from '../log/fact.ts';
import type { State } from '../log/state.ts';
import { isOrderChange, isPurchase, isRefund } from '../order/fact.ts';

/** How long after it states keep what a late fact may ask for, in milliseconds. */
const KEPT = (LIMITS.lateDays + 1) * 86_400_000;
/** Awards of one rule with a cooldown that can be near a fact; no more than a state keeps. */
const NEAR = 19;

/** What a state has let go of, and a fact from long ago is judged by: what was used of caps, cooldowns, and tiers (RULES 2). */
export interface LongAgo {
  windows: State['windows'];
  cooldowns: State['cooldowns'];
  tierHistory: State['tierHistory'];
}

/** Whether a command is about so long ago that its context has to bring what states no longer keep. */
export function needsLongAgo(command: Command, history: readonly Entry[], now: number): boolean {
  // What was taken from caps that nobody asks for any more need not be given back.
  if (command.kind !== 'fact' || isRefund(command.fact.type)) return false;
  return judgedAt(command.fact, history) + KEPT <= now;
}

/** As of when a fact is judged: what changes an order, as of the order. */
function judgedAt({ type, occurredAt }: Fact, history: readonly Entry[]): number {
  const order = isOrderChange(type) ? history.find(({ fact }) => fact !== null && isPurchase(fact.type))?.fact : null;
  return order?.occurredAt ?? occurredAt;
}

/**
 * Folds what of a log is no longer kept by its state. @param own the member's own entries, oldest first
 * @param absorbed those of the logs that were merged into it
 */
export function longAgoOf(own: Iterable<Pick<Entry, 'changes'>>, absorbed: Iterable<Pick<Entry, 'changes'>>): LongAgo {
  const past: LongAgo = { windows: {}, cooldowns: {}, tierHistory: [] };
  for (const entry of absorbed) remember(past, entry, false);
  for (const entry of own) remember(past, entry, true);
  return past;
}

/** Takes one more entry. A tier is the member's own (RULES 27). */
export function remember(past: LongAgo, { changes }: Pick<Entry, 'changes'>, own: boolean): void {
  for (const change of changes) {
    if (change.kind === 'window.used') applyWindow(past as State, change);
    else if (change.kind === 'tier.changed' && own && change.from !== change.to)
      past.tierHistory.push({ id: change.to, from: change.at });
    else if (change.kind === 'cooldown.started') {
      const { rule, at, until } = change;
      past.cooldowns[rule] = [...(past.cooldowns[rule] ?? []), { at, until }];
    } else if (change.kind === 'cooldown.ended') {
      const gone = past.cooldowns[change.rule]?.findIndex(({ at }) => at === change.at) ?? -1;
      past.cooldowns[change.rule] = (past.cooldowns[change.rule] ?? []).filter((_, at) => at !== gone);
    }
  }
}

/** Whether a draft was given what its state had let go of. */
export function isRecalled({ context, command }: Draft): boolean {
  return context.longAgo !== undefined && command.kind === 'fact';
}

/** Gives a draft's state what it had let go of; what it still keeps stays. */
export function recall({ state, context, command, recordedAt }: Draft): void {
  const { longAgo: past, history } = context;
  if (!past || command.kind !== 'fact') return;
  const at = judgedAt(command.fact, history);
  for (const [window, used] of Object.entries(past.windows))
    if (used.closesAt !== null && used.closesAt + KEPT <= recordedAt) state.windows[window] = used;
  for (const [rule, awards] of Object.entries(past.cooldowns)) {
    const near = awards.filter(({ until }) => until > at).sort((a, b) => a.at - b.at);
    state.cooldowns[rule] = near.slice(0, NEAR);
  }
  state.tierHistory = past.tierHistory.toSorted((a, b) => a.from - b.from);
}
