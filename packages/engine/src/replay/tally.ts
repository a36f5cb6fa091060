import { inHoldout } from '../decide/draft.ts';
import { movedBy } from '../ledger/postings.ts';
import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';
import { segmentsAt } from '../segments/moves.ts';
import { dayOf } from '../time/day.ts';
import type { Kept } from './commands.ts';
import { type Asked, replayLog, type Side, type Watcher } from './member.ts';
import { Shares } from './pools.ts';
import { cheapestOf } from './report.ts';
import { type Month, noSums, type Sums } from './sums.ts';
import { Scout, type Together } from './together.ts';

const HELD = new Set(['pending', 'available', 'held']);
const DAY = 86_400_000;

/** Sums up logs that are judged by one program. */
export class Tally {
  readonly sums: Sums = noSums();
  /** What members do together, while they are taken for the first time. */
  readonly scout: Scout | null;
  private readonly cheapest: { id: string; cost: number } | null;
  private readonly shares: Shares | null;
  private readonly filled: ReadonlyMap<string, number>;

  /** @param together null: all are taken for the first time */
  constructor(
    private readonly side: Side,
    together: Together | null,
  ) {
    this.scout = together ? null : new Scout();
    this.filled = together?.filled ?? new Map();
    this.shares = together?.dry ? new Shares(together.dry) : null;
    this.cheapest = cheapestOf(side.program);
  }

  /** Judges one member's log. @returns points that it earned, less those that were taken back */
  take(log: readonly Kept[], asked: Asked): number {
    let earned = 0;
    let available = 0;
    let reachedAt: number | null = null;
    const { scout, sums, filled, shares } = this;
    const watch: Watcher = {
      changed: (change, at) => {
        const moved = movedBy(change);
        if (moved) {
          const [from, to, points] = moved;
          this.move(at, from, to, points);
          if (from === 'issued') earned += points;
          if (to === 'issued') earned -= points;
          if (to === 'available') available += points;
          if (from === 'available') available -= points;
          if (reachedAt === null && this.cheapest && available >= this.cheapest.cost) reachedAt = at;
        }
        this.note(change);
      },
      decided: (entry) => scout?.pools.take(entry),
      redeemed: (outcome) => {
        sums.redemptions[outcome] += 1;
      },
      added: (goal, n, at) => scout?.goals.take(goal, at, n),
    };
    const state = replayLog(this.side, log, asked, watch, { filled, shares });
    this.count(state, asked, reachedAt);
    return earned;
  }

  private move(at: number, from: string, to: string, points: number): void {
    const month = this.monthOf(at);
    if (from === 'issued') month.earned += points;
    if (to === 'issued') month.reversed += points;
    if (to === 'redeemed') month.redeemed += points;
    if (from === 'redeemed') month.redeemed -= points;
    if (to === 'expired') month.expired += points;
    if (from === 'expired') month.expired -= points;
    if (to === 'adjusted') month.adjusted -= points;
    if (from === 'adjusted') month.adjusted += points;
    if (HELD.has(to)) month.delta += points;
    if (HELD.has(from)) month.delta -= points;
  }

  private note(change: Change): void {
    const { sums } = this;
    if (change.kind === 'ordered') sums.spend += change.spend;
    if (change.kind === 'redeemed' && change.cost === 0) sums.given += 1;
    if (change.kind === 'streak.reached') {
      const { reached, points } = sums.streaks.get(change.streak) ?? { reached: 0, points: 0 };
      sums.streaks.set(change.streak, { reached: reached + 1, points: points + change.points });
    }
    if (change.kind === 'drawn') {
      const { played, points } = sums.draws.get(change.draw) ?? { played: 0, points: 0 };
      sums.draws.set(change.draw, { played: played + 1, points: points + change.points });
    }
    if (change.kind === 'goal.reached') {
      const { members, points } = sums.goals.get(change.goal) ?? { members: 0, points: 0 };
      sums.goals.set(change.goal, { members: members + 1, points: points + change.points });
    }
    if (change.kind !== 'challenge.completed' && change.kind !== 'challenge.undone') return;
    const { completed, points } = sums.challenges.get(change.challenge) ?? { completed: 0, points: 0 };
    sums.challenges.set(
      change.challenge,
      change.kind === 'challenge.completed'
        ? { completed: completed + 1, points: points + change.points }
        : { completed: completed - 1, points },
    );
  }

  private count(state: State, { since, until, attributes }: Asked, reachedAt: number | null): void {
    const { sums } = this;
    if (state.status !== 'joined') return;
    sums.members += 1;
    sums.owed += state.owed;
    if (inHoldout({ program: this.side.program, state })) {
      sums.control += 1;
      return;
    }
    sums.tiers.set(state.tier.id, (sums.tiers.get(state.tier.id) ?? 0) + 1);
    for (const id of segmentsAt({ program: this.side.program, state, attributes, standings: null }, until))
      sums.segments.set(id, (sums.segments.get(id) ?? 0) + 1);
    if (reachedAt === null) return;
    const days = Math.max(0, Math.floor((reachedAt - Math.max(since, state.joinedAt ?? since)) / DAY));
    sums.days.set(days, (sums.days.get(days) ?? 0) + 1);
  }

  private monthOf(at: number): Month {
    const { year, month } = dayOf(this.side.program.timeZone, at);
    const name = `${year}-${String(month).padStart(2, '0')}`;
    const known = this.sums.months.get(name);
    if (known) return known;
    const made = { earned: 0, reversed: 0, redeemed: 0, expired: 0, adjusted: 0, delta: 0 };
    this.sums.months.set(name, made);
    return made;
  }
}
