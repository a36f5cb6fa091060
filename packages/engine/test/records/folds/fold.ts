import { type Change, copyState, emptyState, evolve, type State } from '../../../src/index.ts';
import type { Lot } from '../../../src/log/state.ts';
import { at, DAY } from '../../story.ts';
import type { Chance } from '../chance.ts';
import { flat, instant, moved, said } from '../said.ts';

const BEGIN = at('2026-03-02T12:00:00Z');
const HOUR = 3_600_000;
/** The number of the day on which it all begins. */
export const DAY_ONE = Math.floor(BEGIN / DAY);

/** Changes that may stand in a log, each by its name; null: there is nothing that it could be about. */
export type Kinds = Record<string, (log: Fold) => Change | Change[] | null>;

/** A log of changes by luck: each of a kind that may stand in a log, about lots, coupons, friends and the like that are there. */
export class Fold {
  state: State = emptyState();
  now = BEGIN;
  made = 0;
  /** The state as it was told last. */
  page = flat(this.state);

  constructor(
    readonly chance: Chance,
    readonly kinds: Kinds,
    /** Who may be merged into this one. */
    readonly other: State | null,
  ) {}

  /** One more entry. @param kind of this and no other @returns what it is of, and what it changes */
  next(kind?: string): string[] {
    const { chance } = this;
    this.now += chance.of([0, 0, HOUR, HOUR, 6 * HOUR, DAY, DAY, 3 * DAY, 12 * DAY]);
    const kinds = Object.keys(this.kinds);
    const changes = Array.from({ length: 1 + chance.below(2) }, () =>
      this.kinds[kind ?? chance.of(kinds)]?.(this),
    ).flatMap((one) => one ?? []);
    const before = this.page;
    const { recordedAt } = this.state;
    const seq = this.state.seq + 1;
    const occurredAt = this.when();
    this.state = evolve(copyState(this.state), {
      seq,
      occurredAt,
      recordedAt: Math.max(this.now, recordedAt),
      changes,
    });
    this.page = flat(this.state);
    const lines = moved(before, this.page).filter((line) => !/^(seq|recordedAt):/.test(line));
    return [`${seq} ${instant(this.now)} ${changes.map(told).join('; ')}`, ...lines.map((line) => `  > ${line}`)];
  }

  /** Now, or when something late happened. */
  when(): number {
    return this.now - this.chance.of([0, 0, 0, HOUR, 5 * DAY, 29 * DAY]);
  }

  of<Item>(items: Record<string, Item>): Item | null {
    const all = Object.values(items);
    return all.length === 0 ? null : this.chance.of(all);
  }

  lot(isActive: boolean) {
    const lots = this.state.lots.filter(({ activeAt }) => (activeAt === null) === isActive);
    return lots.length === 0 ? null : this.chance.of(lots);
  }

  /** Some of what a lot has, or all of it. */
  some(points: number): number {
    return this.chance.is(50) ? points : 1 + this.chance.below(points);
  }

  life() {
    const { chance, now } = this;
    const idle: Lot['expiry'] = { unit: 'days', n: 30, timeZone: 'UTC', idle: { of: 'lots', on: ['a'] } };
    return {
      expiresAt: chance.of([null, now + 10 * DAY, now + 60 * DAY, BEGIN + 900 * DAY]),
      expiry: chance.of<Lot['expiry']>([null, null, idle]),
    };
  }

  source() {
    return this.chance.of([
      { kind: 'rule', id: 'buy' } as const,
      { kind: 'challenge', id: 'c1' } as const,
      { kind: 'referral', side: 'advocate', friend: 'f1' } as const,
      { kind: 'referral', side: 'advocate', friend: 'f1', step: 'order:2' } as const,
      { kind: 'referral', side: 'advocate', friend: '', step: '2' } as const,
      { kind: 'referral', side: 'friend', friend: 'f2' } as const,
      { kind: 'gift', of: 'tier', id: 't1' } as const,
    ]);
  }

  part() {
    const hold = this.of(this.state.holds);
    const part = hold && hold.parts.length > 0 ? this.chance.of(hold.parts) : null;
    return hold && part ? { hold: hold.id, part, points: this.some(part.points) } : null;
  }

  challenge = () => this.chance.of(['c1', 'c2']);
  streak = () => this.chance.of(['s1', 's2']);
  unit = () => Math.floor(this.now / DAY) - this.chance.of([0, 0, 1, 1, 2, 3, 9]);
  friend = () => this.chance.of(['f1', 'f2', 'f3']);
  got = () => ({ points: 5, lot: this.lot(true)?.id ?? null, coupon: null, counter: null });
}

/** A change as a line tells it: its kind, and the ids and numbers in it. */
function told({ kind, ...rest }: Change): string {
  return `${kind} ${said('estate' in rest ? { ...rest, estate: '…' } : rest)}`;
}
