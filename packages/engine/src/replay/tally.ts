import type { Program, TryMonth, TrySide } from '@laurel/contract';
import { inHoldout } from '../decide/draft.ts';
import { movedBy } from '../ledger/postings.ts';
import type { Change } from '../log/change.ts';
import type { State } from '../log/state.ts';
import { moneyOf, worthOf } from '../past/worth.ts';
import { segmentsAt } from '../segments/moves.ts';
import { segmentsOf } from '../segments/of.ts';
import { dayOf } from '../time/day.ts';
import { textOf } from '../views/text.ts';
import type { Kept } from './commands.ts';
import { GoalScout } from './goals.ts';
import { type Asked, replayLog, type Side, type Together, type Watcher } from './member.ts';
import { PoolScout } from './pools.ts';

type Month = Omit<TryMonth, 'month' | 'outstanding' | 'liability'> & { delta: number };

const NOTHING: Together = { filled: new Map(), shares: null };
const HELD = new Set(['pending', 'available', 'held']);
const DAY = 86_400_000;

/** Sums over the logs that were judged by one program: as large as the program is, however many members there are. */
export class Tally {
  private readonly months = new Map<string, Month>();
  private readonly tiers = new Map<string | null, number>();
  private readonly challenges = new Map<string, { completed: number; points: number }>();
  private readonly redemptions = { made: 0, not_affordable: 0, gone: 0 };
  private given = 0;
  private readonly segments = new Map<string, number>();
  private readonly streaks = new Map<string, { reached: number; points: number }>();
  private readonly draws = new Map<string, { played: number; points: number }>();
  private readonly goals = new Map<string, { members: number; points: number }>();
  private readonly goalScout = new GoalScout();
  private readonly poolScout = new PoolScout();
  /** Days to the first reward, counted by day. */
  private readonly days: number[] = [];
  private reached = 0;
  private members = 0;
  private control = 0;
  private spend = 0;
  private owed = 0;
  private readonly cheapest: { id: string; cost: number } | null;

  /** @param together left out: all are taken for the first time */
  constructor(
    private readonly side: Side,
    private readonly together: Together | null = null,
  ) {
    const { rewards } = side.program;
    this.cheapest = rewards.reduce<{ id: string; cost: number } | null>(
      (least, { id, cost, giftOnly }) => (giftOnly || (least && least.cost <= cost) ? least : { id, cost }),
      null,
    );
  }

  /** What members did together while they were taken for the first time; null: nothing that changes what each of them comes to. */
  found(): Together | null {
    const filled = new Map(
      this.side.program.goals.flatMap((goal): [string, number][] => {
        const at = this.goalScout.reachedAt(goal);
        return at === null ? [] : [[goal.id, at]];
      }),
    );
    const shares = this.poolScout.shares();
    return filled.size > 0 || shares ? { filled, shares } : null;
  }

  /** Judges one member's log. @returns points that it earned, less those that were taken back */
  take(log: readonly Kept[], asked: Asked): number {
    let earned = 0;
    let available = 0;
    let reachedAt: number | null = null;
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
      decided: (entry) => {
        if (!this.together) this.poolScout.take(entry);
      },
      redeemed: (outcome) => {
        this.redemptions[outcome] += 1;
      },
      added: (goal, n, at) => {
        if (!this.together) this.goalScout.take(goal, at, n);
      },
    };
    const state = replayLog(this.side, log, asked, watch, this.together ?? NOTHING);
    this.count(state, asked, reachedAt);
    return earned;
  }

  report(): TrySide {
    const { program } = this.side;
    const worth = worthOf(program);
    let outstanding = 0;
    const months = [...this.months]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([month, { delta, ...sums }]): TryMonth => {
        outstanding += delta;
        return { month, ...sums, outstanding, liability: moneyOf(worth, outstanding) };
      });
    const sum = (of: (month: TryMonth) => number) => months.reduce((total, month) => total + of(month), 0);
    const points = {
      earned: sum(({ earned }) => earned),
      reversed: sum(({ reversed }) => reversed),
      redeemed: sum(({ redeemed }) => redeemed),
      expired: sum(({ expired }) => expired),
      adjusted: sum(({ adjusted }) => adjusted),
      outstanding,
      owed: this.owed,
    };
    const promised = moneyOf(worth, points.earned - points.reversed);
    const given = moneyOf(worth, points.redeemed);
    return {
      version: this.side.version,
      months,
      points,
      worth: worth && {
        amount: worth.amount,
        points: worth.points,
        reward: worth.source.kind === 'reward' ? worth.source.id : null,
      },
      cost: { promised, redeemed: given, liability: moneyOf(worth, outstanding) },
      spend: this.spend,
      rebate: { promised: percent(promised, this.spend), redeemed: percent(given, this.spend) },
      members: this.members,
      control: this.control,
      tiers: this.tiersView(program),
      challenges: program.challenges.map(({ id, name }) => ({
        id,
        name: textOf(name, 'en', id),
        ...(this.challenges.get(id) ?? { completed: 0, points: 0 }),
      })),
      redemptions: {
        made: this.redemptions.made,
        notAffordable: this.redemptions.not_affordable,
        gone: this.redemptions.gone,
        given: this.given,
      },
      segments: segmentsOf(program).map(({ id, name }) => ({
        id,
        name: textOf(name, 'en', id),
        members: this.segments.get(id) ?? 0,
      })),
      streaks: program.streaks.map(({ id, name }) => ({
        id,
        name: textOf(name, 'en', id),
        ...(this.streaks.get(id) ?? { reached: 0, points: 0 }),
      })),
      draws: program.draws.map((draw) => ({
        id: draw.id,
        name: textOf(draw.name, 'en', draw.id),
        ...(this.draws.get(draw.id) ?? { played: 0, points: 0 }),
        expected: expectedOf(draw),
      })),
      goals: program.goals.map(({ id, name }) => ({
        id,
        name: textOf(name, 'en', id),
        reachedAt: isoOf(this.together?.filled.get(id)),
        ...(this.goals.get(id) ?? { members: 0, points: 0 }),
      })),
      firstReward: this.cheapest && {
        reward: this.cheapest.id,
        cost: this.cheapest.cost,
        members: this.reached,
        share: percent(this.reached, this.members - this.control) ?? 0,
        medianDays: this.dayAt(0.5),
        days90: this.dayAt(0.9),
      },
    };
  }

  private tiersView({ tiers }: Program): TrySide['tiers'] {
    const none = { id: null, name: null, members: this.tiers.get(null) ?? 0 };
    return [
      none,
      ...tiers.map(({ id, name }) => ({ id, name: textOf(name, 'en', id), members: this.tiers.get(id) ?? 0 })),
    ];
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
    if (change.kind === 'ordered') this.spend += change.spend;
    if (change.kind === 'redeemed' && change.cost === 0) this.given += 1;
    if (change.kind === 'streak.reached') {
      const { reached, points } = this.streaks.get(change.streak) ?? { reached: 0, points: 0 };
      this.streaks.set(change.streak, { reached: reached + 1, points: points + change.points });
    }
    if (change.kind === 'drawn') {
      const { played, points } = this.draws.get(change.draw) ?? { played: 0, points: 0 };
      this.draws.set(change.draw, { played: played + 1, points: points + change.points });
    }
    if (change.kind === 'goal.reached') {
      const { members, points } = this.goals.get(change.goal) ?? { members: 0, points: 0 };
      this.goals.set(change.goal, { members: members + 1, points: points + change.points });
    }
    if (change.kind !== 'challenge.completed' && change.kind !== 'challenge.undone') return;
    const sums = this.challenges.get(change.challenge) ?? { completed: 0, points: 0 };
    sums.completed += change.kind === 'challenge.completed' ? 1 : -1;
    if (change.kind === 'challenge.completed') sums.points += change.points;
    this.challenges.set(change.challenge, sums);
  }

  private count(state: State, { since, until, attributes }: Asked, reachedAt: number | null): void {
    if (state.status !== 'joined') return;
    this.members += 1;
    this.owed += state.owed;
    if (inHoldout({ program: this.side.program, state })) {
      this.control += 1;
      return;
    }
    this.tiers.set(state.tier.id, (this.tiers.get(state.tier.id) ?? 0) + 1);
    for (const id of segmentsAt({ program: this.side.program, state, attributes, standings: null }, until))
      this.segments.set(id, (this.segments.get(id) ?? 0) + 1);
    if (reachedAt === null) return;
    this.reached += 1;
    const days = Math.max(0, Math.floor((reachedAt - Math.max(since, state.joinedAt ?? since)) / DAY));
    this.days[days] = (this.days[days] ?? 0) + 1;
  }

  /** The day by which a share of those who reach a first reward have reached it. */
  private dayAt(share: number): number | null {
    let left = Math.ceil(this.reached * share);
    if (left === 0) return null;
    for (const [day, count = 0] of this.days.entries()) {
      left -= count;
      if (left <= 0) return day;
    }
    return null;
  }

  private monthOf(at: number): Month {
    const { year, month } = dayOf(this.side.program.timeZone, at);
    const name = `${year}-${String(month).padStart(2, '0')}`;
    const known = this.months.get(name);
    if (known) return known;
    const made = { earned: 0, reversed: 0, redeemed: 0, expired: 0, adjusted: 0, delta: 0 };
    this.months.set(name, made);
    return made;
  }
}

/** The points that a try is worth by the declared odds, with two decimals. */
function expectedOf({ total, prizes }: Program['draws'][number]): number {
  const sum = prizes.reduce((all, { odds, grant }) => all + odds * (grant?.points ?? 0), 0);
  return Math.round((sum / total) * 100) / 100;
}

function isoOf(at: number | undefined): string | null {
  return at === undefined ? null : new Date(at).toISOString();
}

/** With two decimals; null where there is nothing to divide by. */
function percent(part: number | null, whole: number): number | null {
  return part === null || whole <= 0 ? null : Math.round((part / whole) * 10_000) / 100;
}
