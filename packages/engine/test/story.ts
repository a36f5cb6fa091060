import { Program, type ProgramInput } from '@laurel/contract';
import { expect } from 'vitest';
import {
  type Change,
  type Command,
  type Context,
  checkEntry,
  copyState,
  type Decision,
  decideAndFold,
  type Effect,
  type Entry,
  emptyState,
  evolve,
  fold,
  longAgoOf,
  needsLongAgo,
  type State,
  settled,
  subjectsOf,
} from '../src/index.ts';

export const DAY = 86_400_000;

/** A program in Paris with one rule, and whatever a test needs beside it. */
export function programOf(input: Partial<ProgramInput> = {}): Program {
  return Program.parse({
    name: 'Maison Claire',
    currency: 'EUR',
    timeZone: 'Europe/Paris',
    rules: [{ id: 'purchase', on: 'order.paid', earn: { points: 1, per: 100, of: 'subtotal' } }],
    ...input,
  });
}

export const at = (iso: string): number => Date.parse(iso);

interface Told {
  at: number;
  key?: string;
  imported?: boolean;
  /** When the server gets it; by default when it happens. */
  received?: number;
  referral?: { advocate: string; code: string } | null;
}

/** Members of one program, their logs, and the effects that pass between them. Every entry is audited as it is made. */
export class Story {
  readonly logs = new Map<string, Entry[]>();
  readonly states = new Map<string, State>();
  readonly versions = new Map<number, Program>();
  /** Effects that were not delivered yet. */
  readonly effects: Effect[] = [];
  /** What is left of each pool that all members share, once somebody has asked for it. */
  readonly left = new Map<string, number>();
  version = 1;
  reservation: Context['reservation'] = null;
  attributes: Record<string, unknown> = {};
  draw = 9_999;
  private made = 0;

  constructor(public program: Program = programOf()) {
    this.versions.set(1, program);
  }

  publish(program: Program): void {
    this.version += 1;
    this.program = program;
    this.versions.set(this.version, program);
  }

  /** Makes somebody a member, joined unless told otherwise. */
  member(id: string, when: number, { joined = true } = {}): this {
    this.submit(id, { kind: 'create', guest: !joined, key: 'create', body: '' }, when);
    if (joined) this.submit(id, { kind: 'join', referral: null, key: 'join', body: '' }, when);
    return this;
  }

  submit(id: string, command: Command, now: number): Entry {
    const log = this.logs.get(id) ?? [];
    const state = this.states.get(id) ?? emptyState();
    const standing = log.find(({ keys }) => keys.includes(command.key));
    if (standing) return standing;
    const frozen = JSON.stringify(state);
    const { entry, after } = this.decided(id, { state, log, command }, now);
    expect(JSON.stringify(state)).toBe(frozen);
    expect(checkEntry(state, entry)).toEqual([]);
    const taken = new Set(log.flatMap(({ keys }) => keys));
    expect(entry.keys.filter((key) => taken.has(key))).toEqual([]);
    const folded = evolve(copyState(state), entry);
    if (JSON.stringify(after) !== JSON.stringify(folded)) expect(after).toEqual(folded);
    this.states.set(id, folded);
    this.logs.set(id, [...log, entry]);
    this.effects.push(...entry.effects);
    return entry;
  }

  /** Decides until nothing more is asked of what all members share: as much as is left of it is there. */
  private decided(
    id: string,
    { state, log, command }: { state: State; log: Entry[]; command: Command },
    now: number,
  ): Decision {
    const pools = new Map<string, { id: string; n: number }>();
    for (;;) {
      const known = this.context(id, log, command);
      const absorbed = state.absorbed.flatMap((other) => this.logs.get(other) ?? []);
      const longAgo = needsLongAgo(command, known.history, now) ? { longAgo: longAgoOf(log, absorbed) } : {};
      const context = { pools, ...known, ...longAgo };
      const decision = decideAndFold(this.program, state, command, context, now);
      const { entry } = decision;
      const asked = changesOf(entry, 'pool.used').find(({ reservation }) => reservation === null);
      if (!asked || context.pools.has(asked.pool)) {
        for (const { pool, n } of changesOf(entry, 'pool.used')) this.left.set(pool, (this.left.get(pool) ?? 0) - n);
        for (const { pool, n } of changesOf(entry, 'pool.freed')) this.left.set(pool, (this.left.get(pool) ?? 0) + n);
        return decision;
      }
      const left = this.left.get(asked.pool) ?? asked.total;
      this.left.set(asked.pool, left);
      pools.set(asked.pool, { id: `rsv_${++this.made}`, n: Math.min(left, asked.n) });
    }
  }

  fact(id: string, type: string, data: Record<string, unknown>, told: Told): Entry {
    const key = told.key ?? `${type}:${++this.made}`;
    const fact = { type, key, occurredAt: told.at, data };
    const { referral = null, imported = false } = told;
    return this.submit(id, { kind: 'fact', fact, referral, imported, key, body: '' }, told.received ?? told.at);
  }

  order(id: string, orderId: string, data: Record<string, unknown> & { total: number }, told: Told): Entry {
    return this.fact(id, 'order.paid', { orderId, currency: 'EUR', ...data }, told);
  }

  refund(id: string, orderId: string, data: Record<string, unknown> & { amount: number }, told: Told): Entry {
    const refundId = `r${++this.made}`;
    return this.fact(id, 'order.refunded', { refundId, orderId, ...data }, told);
  }

  /** Carries out the effects that stand out, in order or as told. */
  deliver(now: number, order: (effects: Effect[]) => Effect[] = (effects) => effects): Entry[] {
    const entries: Entry[] = [];
    for (const effect of order(this.effects.splice(0))) {
      if (effect.kind === 'react')
        entries.push(
          this.submit(effect.to, { kind: 'react', reaction: effect.reaction, key: effect.id, body: '' }, now),
        );
      else if (effect.kind === 'receive') entries.push(this.receive(effect, now));
    }
    return entries;
  }

  /** Brings the points that were sent to whom they are for. */
  private receive({ id: key, to, transfer }: Extract<Effect, { kind: 'receive' }>, now: number): Entry {
    const entry = [...this.logs.values()].flat().find(({ effects }) => effects.some(({ id }) => id === key));
    const lots = entry ? changesOf(entry, 'lot.sent') : [];
    return this.submit(to, { kind: 'receive', transfer, from: entry?.member ?? '', lots, key, body: '' }, now);
  }

  /** Merges one member into another. @returns the last entry of the one, and the one by which the other takes over */
  merge(from: string, into: string, now: number): [closing: Entry, absorbed: Entry] {
    const closing = this.submit(from, { kind: 'close', reason: 'merged', into, key: 'close', body: into }, now);
    const state = this.states.get(from) ?? emptyState();
    const key = `merge:${from}`;
    this.effects.splice(0, this.effects.length, ...this.effects.filter(({ id }) => id !== key));
    return [closing, this.submit(into, { kind: 'absorb', from, closing, state, key, body: from }, now)];
  }

  /** The state as it truly is at an instant. */
  at(id: string, now: number): State {
    return settled(this.program, this.states.get(id) ?? emptyState(), now).state;
  }

  points(id: string, now: number): { pending: number; available: number; owed: number; balance: number } {
    const { pending, available, owed } = this.at(id, now);
    return { pending, available, owed, balance: available - owed };
  }

  log(id: string): Entry[] {
    return this.logs.get(id) ?? [];
  }

  /** The log folded afresh comes to the state that was carried along. */
  audit(): void {
    for (const [id, log] of this.logs) expect(fold(log)).toEqual(this.states.get(id));
  }

  protected context(member: string, log: Entry[], command: Command): Context {
    const about = subjectsOf(command);
    return {
      program: 'prg',
      member,
      version: this.version,
      history: [...(this.states.get(member)?.absorbed ?? []).flatMap((id) => this.logs.get(id) ?? []), ...log].filter(
        ({ subjects }) => subjects.some((subject) => about.includes(subject)),
      ),
      versions: this.versions,
      reservation: this.reservation,
      coupon: `C-${member}-${log.length + 1}`,
      draw: this.draw,
      attributes: this.attributes,
      ...this.extra(),
    };
  }

  /** What else a kind of story knows. */
  protected extra(): Partial<Context> {
    return {};
  }
}

/** The changes of one kind in an entry. */
export function changesOf<Kind extends Change['kind']>(entry: Entry, kind: Kind): Extract<Change, { kind: Kind }>[] {
  return entry.changes.filter((change): change is Extract<Change, { kind: Kind }> => change.kind === kind);
}

/** The points that an entry awarded by rules. */
export function awarded(entry: Entry): number {
  return entry.awards.reduce((sum, { points }) => sum + points, 0);
}

/** The points that an entry took back. */
export function reversed(entry: Entry): number {
  const kinds = ['lot.reversed', 'expiry.reversed', 'owed.opened'] as const;
  return kinds.flatMap((kind) => changesOf(entry, kind)).reduce((sum, { points }) => sum + points, 0);
}
