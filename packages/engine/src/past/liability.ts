import type { LiabilityView, Program } from '@laurel/contract';
import type { State } from '../log/state.ts';
import { dayOf } from '../time/day.ts';
import { iso, textOf } from '../views/text.ts';
import type { Instants } from './as-of.ts';
import { moneyOf, worthOf } from './worth.ts';

/** Sums over members of what a program owes them at an instant: as large as the program is, however many members there are. */
export class Liability {
  private readonly points = { pending: 0, available: 0, held: 0, owed: 0 };
  private readonly tiers = new Map<string | null, number>();
  private readonly expiring = new Map<string, number>();
  private holders = 0;
  private members = 0;
  private never = 0;

  /** @param program the document in force at the instant */
  constructor(
    private readonly program: Program,
    private readonly version: number,
  ) {}

  /** Takes one member's state, as of the instant. */
  add(state: State): void {
    for (const account of ['pending', 'available', 'held', 'owed'] as const) this.points[account] += state[account];
    if (state.pending + state.available + state.held > 0) this.holders += 1;
    if (state.status === 'joined') {
      this.members += 1;
      this.tiers.set(state.tier.id, (this.tiers.get(state.tier.id) ?? 0) + 1);
    }
    for (const { expiresAt, points } of state.lots) {
      if (expiresAt === null) this.never += points;
      else {
        const { year, month } = dayOf(this.program.timeZone, expiresAt);
        const name = `${year}-${String(month).padStart(2, '0')}`;
        this.expiring.set(name, (this.expiring.get(name) ?? 0) + points);
      }
    }
  }

  view({ asOf, knownAt }: Instants): LiabilityView {
    const worth = worthOf(this.program);
    const { pending, available, held, owed } = this.points;
    const points = { pending, available, held, owed, outstanding: pending + available + held };
    const money = (n: number) => moneyOf(worth, n) ?? 0;
    return {
      asOf: iso(asOf),
      knownAt: iso(knownAt),
      programVersion: this.version,
      members: this.members,
      holders: this.holders,
      points,
      money: worth && {
        currency: this.program.currency,
        pending: money(pending),
        available: money(available),
        held: money(held),
        owed: money(owed),
        outstanding: money(points.outstanding),
      },
      worth: worth && {
        amount: worth.amount,
        points: worth.points,
        reward: worth.source.kind === 'reward' ? worth.source.id : null,
      },
      tiers: [
        { id: null, name: null, members: this.tiers.get(null) ?? 0 },
        ...this.program.tiers.map(({ id, name }) => ({
          id,
          name: textOf(name, 'en', id),
          members: this.tiers.get(id) ?? 0,
        })),
      ],
      expiring: [...this.expiring].sort(([a], [b]) => (a < b ? -1 : 1)).map(([month, n]) => ({ month, points: n })),
      neverExpiring: this.never,
    };
  }
}
