import type { Program } from '@laurel/contract';
import {
  type Command,
  type Context,
  decide,
  type Effect,
  type Entry,
  type Evidence,
  emptyState,
  movesUntil,
  type Scored,
  type Scores,
  type Shared,
  scoreEntry,
  scoreLog,
  unfilled,
  withGoals,
} from '../../src/index.ts';
import { changesOf, Story } from '../story.ts';
import type { Chance } from './chance.ts';

const ZONES: Record<string, string> = { ada: 'Europe/Paris', bob: 'America/New_York', cy: 'Asia/Tokyo' };
const SHARED: Shared[][] = [
  ...Array.from({ length: 8 }, () => []),
  ['ip'],
  ['name'],
  ['stem'],
  ['device'],
  ['address', 'ip'],
  ['email'],
  ['payment'],
  ['phone'],
];
/** What it takes to be among the best so many per cent. */
const STANDINGS = { spent: [90_000, 30_000, 10_000, 1], orders: [9, 4, 2, 1] };

/** A server of one program in memory, with all that it does beside deciding: effects, stock, luck, segments, boards and common goals. */
export class Town extends Story {
  readonly attributesOf = new Map<string, Record<string, unknown>>();
  readonly scores = new Map<string, Scores>();
  readonly reached = new Map<string, number>();
  /** Cards that pay for an order, by the order. */
  readonly cards = new Map<string, Set<string>>();
  /** Told of each entry as soon as it stands. */
  told: (entry: Entry, command: Command, touched: Scored['touched']) => void = () => {};
  private readonly queue: { of: string; effect: Effect }[] = [];
  private readonly late: { of: string; effect: Extract<Effect, { kind: 'code' }> }[] = [];
  private readonly stock = new Map<string, number>();
  private readonly boards: Program;
  private known: Partial<Context> = {};
  private reserved = 0;

  constructor(
    program: Program,
    private readonly chance: Chance,
  ) {
    super(program);
    this.boards = withGoals(program);
    for (const { id, stock } of program.rewards) if (stock !== undefined) this.stock.set(id, Math.min(stock, 2));
  }

  override submit(id: string, command: Command, now: number): Entry {
    const length = this.log(id).length;
    this.known = this.knownOf(id, command);
    const entry = super.submit(id, command, now);
    if (this.log(id).length > length) this.follow(entry, command, now);
    return entry;
  }

  /** What a command would come to, if it were sent. */
  preview(id: string, command: Command, now: number): Entry {
    const { luck: _, ...known } = this.knownOf(id, command);
    this.known = known;
    const context = this.context(id, this.log(id), command);
    return decide(this.program, this.states.get(id) ?? emptyState(), command, context, now);
  }

  /** Lets a member enter and leave segments up to an instant. */
  sort(id: string, until: number): void {
    if (!this.states.has(id)) return;
    const moment = { program: this.program, attributes: this.attributesOf.get(id) ?? {}, standings: STANDINGS };
    const state = () => this.states.get(id) ?? emptyState();
    for (const { command, at } of movesUntil(moment, state, until)) this.submit(id, command, at);
  }

  /** Carries out what entries mean for others, until nothing is left. */
  carryOut(now: number): void {
    for (let next = this.queue.shift(); next; next = this.queue.shift()) this.perform(next.of, next.effect, now);
    const first = this.chance.is(5) ? this.late.shift() : undefined;
    if (first) this.answer(this.lead(first.of), first.effect, now);
  }

  /** Asks a log about the challenges that a version has brought. */
  fill(id: string, now: number): void {
    const known = this.versions.get(this.version - 1)?.challenges.map((challenge) => challenge.id) ?? [];
    const fills = this.program.challenges.flatMap(({ id: challenge, retroactive }) =>
      known.includes(challenge) ? [] : { challenge, version: this.version, retroactive },
    );
    const state = this.states.get(id);
    if (state && unfilled(fills, state).length > 0)
      this.submit(id, { kind: 'fill', fills, key: `fill:${this.version}`, body: '' }, now);
  }

  /** Where a merged member's log leads to. */
  lead(id: string): string {
    const into = this.states.get(id)?.into ?? null;
    return into === null ? id : this.lead(into);
  }

  ownerOf(code: string): string | null {
    return [...this.states].find(([, { coupons, status }]) => coupons[code] && status !== 'closed')?.[0] ?? null;
  }

  protected override extra(): Partial<Context> {
    return this.known;
  }

  private knownOf(id: string, command: Command): Partial<Context> {
    const { program, chance } = this;
    const past = [...(this.states.get(id)?.absorbed ?? []), id].flatMap((each) => this.log(each));
    const codes = [...this.states].flatMap(([who, { coupons }]) => (who === id ? [] : Object.keys(coupons)));
    const zone = ZONES[id];
    return {
      luck: new Map(program.draws.map((draw) => [draw.id, chance.below(draw.total)])),
      cards: new Set(codes),
      standings: STANDINGS,
      attributes: this.attributesOf.get(id) ?? {},
      reservation: this.reserve(command),
      past,
      ...(zone === undefined ? {} : { timeZone: zone }),
      ...(program.referral?.risk ? { evidence: this.evidence() } : {}),
    };
  }

  private evidence(): Evidence {
    const { chance } = this;
    const many = () => (chance.is(80) ? 0 : chance.below(4));
    return {
      advocate: 'ada',
      shared: chance.of(SHARED),
      disposable: chance.is(5),
      siblings: { device: many(), payment: many(), ip: many() },
      recent: { hour: 1 + many(), day: 1 + 2 * many() },
      ring: chance.is(5) ? 2 : null,
      charged: chance.is(5),
      ...(chance.is(20) ? { apart: ['birthday', 'phone'] as const satisfies Evidence['apart'] } : {}),
    };
  }

  private reserve(command: Command): Context['reservation'] {
    const gift = command.kind === 'react' && command.reaction.kind === 'gift.given' ? command.reaction.reward : null;
    const left = this.stock.get(command.kind === 'redeem' ? command.reward : (gift ?? ''));
    if (left === undefined) return null;
    if (left === 0) return 'none_left';
    this.reserved += 1;
    return { id: `stock_${this.reserved}` };
  }

  private follow(entry: Entry, command: Command, now: number): void {
    this.effects.length = 0;
    for (const effect of entry.effects) this.queue.push({ of: entry.member, effect });
    for (const { reservation, reward } of changesOf(entry, 'redeemed'))
      if (reservation !== null) this.stock.set(reward, (this.stock.get(reward) ?? 0) - 1);
    if (command.kind === 'use' && command.subject) this.note(command.subject, command.code);
    this.told(entry, command, this.score(entry));
    this.shareGoals(now);
  }

  private score(entry: Entry): Scored['touched'] {
    const { member } = entry;
    const done = scoreEntry(this.boards, this.scores.get(member) ?? {}, entry);
    const absorbed = this.states.get(member)?.absorbed ?? [];
    const again = done.refold || absorbed.length > 0;
    const whole = () =>
      scoreLog(
        this.boards,
        [...absorbed, member].flatMap((id) => this.ownLog(id, member)),
      );
    this.scores.set(member, again ? whole() : done.scores);
    return done.touched;
  }

  /** Of a merged log what came before its end. */
  private ownLog(id: string, member: string): Entry[] {
    return id === member ? this.log(id) : this.log(id).filter(({ kind }) => kind !== 'member.closed');
  }

  private shareGoals(now: number): void {
    for (const { id, target, to, least = 1, grant } of this.program.goals) {
      const mine = (who: string) => this.scores.get(who)?.[`goal:${id}`]?.goal?.n ?? 0;
      const people = [...this.states.keys()];
      if (this.reached.has(id) || people.reduce((sum, who) => sum + mine(who), 0) < target) continue;
      this.reached.set(id, now);
      for (const who of people) {
        if (to !== 'members' && mine(who) < least) continue;
        const reaction = { kind: 'goal.reached', goal: id, grant, at: now, mine: mine(who) } as const;
        this.queue.push({ of: who, effect: { kind: 'react', id: `goal:${id}`, to: who, reaction } });
      }
    }
  }

  private note(subject: string, code: string): void {
    this.cards.set(subject, (this.cards.get(subject) ?? new Set()).add(code));
  }

  /** The shop's webhook gives a code, or none. */
  private answer(of: string, { id: key, redemption }: Extract<Effect, { kind: 'code' }>, now: number): void {
    if (this.chance.is(30)) this.submit(of, { kind: 'cancel', redemption, undelivered: true, key, body: '' }, now);
    else this.submit(of, { kind: 'deliver', redemption, expiresAt: null, key, body: '' }, now);
  }

  private perform(of: string, effect: Effect, now: number): void {
    const common = { key: effect.id, body: '' };
    switch (effect.kind) {
      case 'react':
        this.submit(this.lead(effect.to), { ...common, kind: 'react', reaction: effect.reaction }, now);
        return;
      case 'receive': {
        const sent = this.log(of).find(({ effects }) => effects.some(({ id }) => id === effect.id));
        const lots = sent ? changesOf(sent, 'lot.sent') : [];
        this.submit(
          this.lead(effect.to),
          { ...common, kind: 'receive', transfer: effect.transfer, from: of, lots },
          now,
        );
        return;
      }
      case 'credit':
        for (const { kind, fact, seq } of this.log(effect.of ?? of).slice())
          if (kind === 'fact.kept' && fact && fact.occurredAt >= effect.since)
            this.submit(of, { kind: 'fact', fact, referral: null, key: `${effect.id}:${seq}`, body: '' }, now);
        return;
      case 'charge': {
        const { use, code, amount, subject } = effect;
        const owner = this.ownerOf(code);
        this.note(subject, code);
        if (owner) this.submit(owner, { ...common, kind: 'use', use, code, amount, subject, once: true }, now);
        return;
      }
      case 'uncharge':
      case 'recharge':
        for (const code of this.cards.get(effect.subject) ?? []) {
          const owner = this.ownerOf(code);
          const key = `\u0001${effect.id}:${code}`;
          const again = effect.kind === 'recharge';
          if (owner && owner !== of)
            this.submit(owner, { kind: 'returnCard', code, subject: effect.subject, again, key, body: '' }, now);
        }
        return;
      case 'code':
        // The shop answers later, or never: until then it is among what is carried out next.
        if (this.chance.is(60)) this.late.push({ of, effect });
        else this.answer(of, effect, now);
        return;
      case 'unreserve':
        this.stock.set(effect.reward, (this.stock.get(effect.reward) ?? 0) + 1);
        return;
      case 'absorb':
        return;
    }
  }
}
