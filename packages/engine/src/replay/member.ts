import type { Program } from '@laurel/contract';
import { type Decision, decideInTrial } from '../decide/decide.ts';
import { settled } from '../due/settled.ts';
import { emptyState } from '../evolve/empty.ts';
import type { Change } from '../log/change.ts';
import type { Command, Context } from '../log/command.ts';
import type { Entry } from '../log/entry.ts';
import type { State } from '../log/state.ts';
import { longAgoOf, needsLongAgo } from '../past/long-ago.ts';
import { movesUntil } from '../segments/walk.ts';
import { commandOf, couponIn, evidenceIn, type Kept } from './commands.ts';
import { Contributions } from './goals.ts';
import { luckFor } from './luck.ts';
import type { Shares } from './pools.ts';
import { followsSegments } from './segments.ts';

/** The program that facts are judged by. */
export interface Side {
  program: Program;
  version: number;
}

/** What is told of a member's log while it is replayed. */
export interface Watcher {
  /** A change, and when it took place. */
  changed(change: Change, at: number, state: State): void;
  /** What was decided, whole. */
  decided(entry: Entry): void;
  redeemed(outcome: 'made' | 'not_affordable' | 'gone'): void;
  /** How much more the member has added to a common goal. */
  added(goal: string, n: number, at: number): void;
}

export interface Asked {
  /** Only what happened from here on, in milliseconds. */
  since: number;
  /** Until when what falls due is followed. */
  until: number;
  attributes: Record<string, unknown>;
}

/** What others do that this log is judged beside. */
interface Beside {
  /** When common goals were filled, by goal. */
  filled: ReadonlyMap<string, number>;
  /** What there is for each of the pools that ran dry; null: none does. */
  shares: Shares | null;
}

/** Judges the facts of one log by another program, in the order in which they came. Nothing is kept. @returns the state at the end */
export function replayLog(side: Side, log: readonly Kept[], asked: Asked, watch: Watcher, beside: Beside): State {
  const replay = new Replay(side, log[0]?.member ?? '', asked, watch, beside);
  for (const entry of log) replay.take(entry);
  return replay.end();
}

/** One log that is being judged anew. */
class Replay {
  private readonly history = new Map<string, Entry[]>();
  private readonly kept = new Map<string, boolean>();
  private readonly judged: Entry[] = [];
  private readonly versions: Map<number, Program>;
  private readonly added: Contributions;
  private readonly given = new Set<string>();
  private state = emptyState();

  constructor(
    private readonly side: Side,
    private readonly member: string,
    private readonly asked: Asked,
    private readonly watch: Watcher,
    private readonly beside: Beside,
  ) {
    this.versions = new Map([[side.version, side.program]]);
    this.added = new Contributions(side.program);
  }

  take(entry: Kept): void {
    const { asked, kept, watch } = this;
    const command = commandOf(entry);
    if (!command || isLeftOut(command, entry, asked, kept)) return;
    this.until(entry.recordedAt);
    const { program } = this.side;
    const evidence = evidenceIn(entry);
    const about = subjectOf(command);
    const known = about === null ? [] : (this.history.get(about) ?? []);
    const made = this.judge(command, entry.recordedAt, {
      history: known,
      coupon: couponIn(entry) ?? `${entry.member}:${entry.seq}`,
      draw: drawIn(entry),
      ...(evidence ? { evidence } : {}),
      ...luckFor(program, entry, command),
      ...(needsLongAgo(command, known, entry.recordedAt) ? { longAgo: longAgoOf(this.judged, []) } : {}),
    });
    if (command.kind === 'fact') kept.set(factKey(command), made.outcome === 'kept');
    if (command.kind === 'redeem')
      watch.redeemed(
        made.outcome === 'applied' ? 'made' : made.reason === 'reward_unavailable' ? 'gone' : 'not_affordable',
      );
  }

  end(): State {
    const { program } = this.side;
    const { until } = this.asked;
    if (this.state.status === 'none') return this.state;
    this.until(until);
    this.filledBefore(until + 1);
    const last = settled(program, this.state, until);
    for (const change of last.changes) this.watch.changed(change, instantOf(change, until), last.state);
    return last.state;
  }

  /** What comes about by itself before an instant: members enter and leave segments, common goals are filled. */
  private until(at: number): void {
    if (this.state.status !== 'joined') return;
    const { program } = this.side;
    if (followsSegments(program)) {
      const moment = { program, attributes: this.asked.attributes, standings: null };
      for (const { command, at: when } of movesUntil(moment, () => this.state, at)) this.judge(command, when, {});
    }
    this.filledBefore(at);
  }

  /** Common goals that were filled before an instant: whatever else came at the instant at which one was is in it. */
  private filledBefore(at: number): void {
    if (this.state.status !== 'joined') return;
    for (const goal of this.side.program.goals) {
      const when = this.beside.filled.get(goal.id);
      if (when === undefined || when >= at || this.given.has(goal.id)) continue;
      this.given.add(goal.id);
      const mine = this.added.mine(goal.id);
      if (goal.to !== 'members' && mine < (goal.least ?? 1)) continue;
      const reaction = { kind: 'goal.reached', goal: goal.id, grant: goal.grant, at: when, mine } as const;
      this.judge(
        { kind: 'react', key: `\u0001goal:${goal.id}`, body: '', reaction },
        Math.max(when, this.state.recordedAt),
        {},
      );
    }
  }

  /** Judges a command, and what rewards it gives besides. */
  private judge(command: Command, at: number, more: Partial<Context>): Entry {
    const made = this.decide(command, at, more);
    for (const effect of made.effects) {
      if (effect.kind !== 'react' || effect.reaction.kind !== 'gift.given') continue;
      const gift: Command = { kind: 'react', key: effect.id, body: '', reaction: effect.reaction };
      this.decide(gift, at, { coupon: `${this.member}:${effect.id}` });
    }
    return made;
  }

  private decide(command: Command, at: number, more: Partial<Context>): Entry {
    const { entry: made, after } = this.sharing(command, at, more);
    this.judged.push(made);
    this.state = after;
    for (const subject of made.subjects) {
      const known = this.history.get(subject);
      if (known) known.push(made);
      else this.history.set(subject, [made]);
    }
    this.watch.decided(made);
    for (const change of made.changes) this.watch.changed(change, instantOf(change, made.recordedAt), this.state);
    for (const [goal, n] of this.added.take(made)) this.watch.added(goal, n, made.recordedAt);
    return made;
  }

  /** What is asked of a pool that runs dry is decided again where there was less when it was this member's turn. */
  private sharing(command: Command, at: number, more: Partial<Context>): Decision {
    const { program, version } = this.side;
    const { shares } = this.beside;
    const place = { at: Math.max(at, this.state.recordedAt), member: this.member };
    const pools = new Map(shares?.emptyAt(place).map((pool) => [pool, { id: `pool:${pool}`, n: 0 }]));
    const context: Context = {
      program: '',
      member: this.member,
      version,
      history: [],
      versions: this.versions,
      reservation: null,
      coupon: null,
      draw: null,
      attributes: this.asked.attributes,
      pools,
      ...more,
    };
    for (;;) {
      const made = decideInTrial(program, this.state, command, context, at);
      if (!shares) return made;
      const used = made.entry.changes.filter((change) => change.kind === 'pool.used');
      const known = pools.size;
      for (const { pool, n } of used) {
        const share = pools.has(pool) ? null : shares.of(pool, n, place);
        if (share !== null && share < n) pools.set(pool, { id: `pool:${pool}`, n: share });
      }
      if (pools.size > known) continue;
      for (const { pool, n } of used) shares.took(pool, n, place);
      return made;
    }
  }
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

function drawIn({ changes }: Kept): number | null {
  for (const change of changes) if (change.kind === 'created') return change.draw;
  return null;
}
