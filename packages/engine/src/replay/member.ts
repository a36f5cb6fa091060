import type { Program } from '@laurel/contract';
import { askedOfBuyer } from '../buyer/fields.ts';
import { decide } from '../decide/decide.ts';
import { settled } from '../due/settled.ts';
import { emptyState } from '../evolve/empty.ts';
import { evolve } from '../evolve/evolve.ts';
import type { Change } from '../log/change.ts';
import type { Command, Context } from '../log/command.ts';
import type { Entry } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { longAgoOf, needsLongAgo } from '../past/long-ago.ts';
import { commandOf, couponIn, evidenceIn, type Kept } from './commands.ts';

/** The program that facts are judged by. */
export interface Side {
  program: Program;
  version: number;
}

/** What is told of a member's log while it is replayed. */
export interface Watcher {
  /** A change, and when it took place. */
  changed(change: Change, at: number, state: State): void;
  redeemed(outcome: 'made' | 'not_affordable' | 'gone'): void;
}

export interface Asked {
  /** Only what happened from here on, in milliseconds. */
  since: number;
  /** Until when what falls due is followed. */
  until: number;
  attributes: Record<string, unknown>;
}

/** Judges the facts of one log by another program, in the order in which they came. Nothing is kept. @returns the state at the end */
export function replayLog({ program, version }: Side, log: readonly Kept[], asked: Asked, watch: Watcher): State {
  const history = new Map<string, Entry[]>();
  const kept = new Map<string, boolean>();
  const judged: Entry[] = [];
  const versions = new Map([[version, program]]);
  const followsGoods = askedOfBuyer(program).goods;
  let state = emptyState();
  for (const entry of log) {
    const command = commandOf(entry);
    if (!command || isLeftOut(command, entry, asked, kept)) continue;
    const giveRewards = (made: Entry, from: State): State => {
      let next = from;
      for (const effect of made.effects) {
        if (effect.kind !== 'react' || effect.reaction.kind !== 'gift.given') continue;
        const gift: Command = { kind: 'react', key: effect.id, body: '', reaction: effect.reaction };
        const coupon = `${entry.member}:${effect.id}`;
        next = evolve(next, decide(program, next, gift, { ...context, history: [], coupon }, entry.recordedAt));
      }
      return next;
    };
    const evidence = evidenceIn(entry);
    const about = subjectOf(command);
    const known = about === null ? [] : (history.get(about) ?? []);
    const context: Context = {
      program: '',
      member: entry.member,
      version,
      history: known,
      versions,
      reservation: null,
      coupon: couponIn(entry) ?? `${entry.member}:${entry.seq}`,
      draw: drawIn(entry),
      attributes: asked.attributes,
      ...(evidence ? { evidence } : {}),
      ...luckIn(program, entry),
      ...(needsLongAgo(command, known, entry.recordedAt) ? { longAgo: longAgoOf(judged, []) } : {}),
    };
    const made = decide(program, state, command, context, entry.recordedAt);
    judged.push(made);
    state = evolve(state, followsGoods ? made : withoutLines(made));
    state = giveRewards(made, state);
    for (const subject of made.subjects) {
      const known = history.get(subject);
      if (known) known.push(made);
      else history.set(subject, [made]);
    }
    if (command.kind === 'fact') kept.set(factKey(command), made.outcome === 'kept');
    if (command.kind === 'redeem')
      watch.redeemed(
        made.outcome === 'applied' ? 'made' : made.reason === 'reward_unavailable' ? 'gone' : 'not_affordable',
      );
    for (const change of made.changes) watch.changed(change, instantOf(change, made.recordedAt), state);
  }
  if (state.status === 'none') return state;
  const last = settled(program, state, asked.until);
  for (const change of last.changes) watch.changed(change, instantOf(change, asked.until), last.state);
  return last.state;
}

/** What was bought is followed only where a condition asks for it: nothing else in a trial looks at it. */
function withoutLines(entry: Entry): Entry {
  return entry.fact ? { ...entry, fact: { ...entry.fact, data: {} } } : entry;
}

/** What fell due took place when it was due; all else when it was recorded. */
function instantOf(change: Change, recordedAt: number): number {
  if (change.kind === 'lot.activated' || change.kind === 'lot.expired') return Math.min(change.at, recordedAt);
  return recordedAt;
}

function isLeftOut(command: Command, entry: Kept, { since }: Asked, kept: Map<string, boolean>): boolean {
  // People are who they are, whenever they came.
  if (command.kind === 'create' || command.kind === 'join' || command.kind === 'refer') return false;
  if (entry.occurredAt < since) return true;
  // A fact that was judged later on: only where this program kept it too.
  return command.kind === 'fact' && kept.get(factKey(command)) === false;
}

const factKey = ({ fact }: Extract<Command, { kind: 'fact' }>) => `${fact.type} ${fact.key}`;

function subjectOf(command: Command): string | null {
  if (command.kind === 'handOver') return command.subject;
  if (command.kind !== 'fact') return null;
  const { orderId } = command.fact.data;
  return /^(order|partner)\./.test(command.fact.type) && typeof orderId === 'string' ? `order:${orderId}` : null;
}

/** The number that was drawn is the number still, where the draft's odds have it too. */
function luckIn({ draws }: Program, { changes }: Kept): { luck?: Map<string, number> } {
  const luck = new Map<string, number>();
  for (const change of changes) {
    if (change.kind !== 'drawn') continue;
    const total = draws.find(({ id }) => id === change.draw)?.total;
    if (total !== undefined) luck.set(change.draw, change.number % total);
  }
  return luck.size > 0 ? { luck } : {};
}

function drawIn({ changes }: Kept): number | null {
  for (const change of changes) if (change.kind === 'created') return change.draw;
  return null;
}
