import type { Duration, Program } from '@laurel/contract';
import { hashOf } from '../boards/hash.ts';
import { valuesAt } from '../challenges/step.ts';
import type { State } from '../log/state.ts';
import { addDuration } from '../time/add.ts';
import { type Span, type SpanUnit, spanOf } from '../time/span.ts';
import type { LimitOf, Per } from './program.ts';

/** A cap in the one window that a fact falls into. */
export interface Cap {
  /** Whose it is and since when: what usage is kept under. */
  window: string;
  owner: 'rule' | 'campaign' | 'program' | 'reward';
  /** The campaign's id, where it is a campaign's. */
  campaign: string | null;
  /** `own`: of each member; `shared`: of all together, from what was reserved; `cooldown`: since the last award. */
  kind: 'own' | 'shared' | 'cooldown';
  reason: 'limit' | 'budget' | 'cooldown';
  /** Null: no end, or of this fact alone. */
  closesAt: number | null;
  /** Of this fact alone: nothing is kept of it. */
  single: boolean;
  points: number | null;
  times: number | null;
  /** What the windows of all values of a field begin with, where each has one of its own. */
  among?: string;
}

/** Room that is left under a cap; null: as much as one likes. */
export interface Room {
  window: string;
  points: number | null;
  times: number | null;
}

/** The windows that an instant lies in, each looked up once, and the caps that several rules share. */
export class Spans {
  private readonly known = new Map<SpanUnit, Span>();
  private readonly caps = new Map<string, Cap[]>();

  constructor(
    readonly timeZone: string,
    readonly at: number,
  ) {}

  of(unit: SpanUnit): Span {
    let span = this.known.get(unit);
    if (!span) {
      span = spanOf(this.timeZone, this.at, unit);
      this.known.set(unit, span);
    }
    return span;
  }

  /** Caps that are the same for each rule that asks. */
  shared(name: string, make: () => Cap[]): Cap[] {
    let caps = this.caps.get(name);
    if (!caps) {
      caps = make();
      this.caps.set(name, caps);
    }
    return caps;
  }
}

type Owner = Pick<Cap, 'owner' | 'campaign'>;

/**
 * The caps of some limits, in the windows of one instant. @param name e.g. `rule:purchase`
 * @param event what a limit for each value of a field is asked of
 */
export function capsOf(
  name: string,
  limits: LimitOf | readonly LimitOf[] | undefined,
  timeZone: string,
  at: number,
  { owner, campaign }: Owner = { owner: 'reward', campaign: null },
  spans: Spans = new Spans(timeZone, at),
  event: Record<string, unknown> = {},
): Cap[] {
  if (!limits) return [];
  const caps: Cap[] = [];
  for (const limit of Array.isArray(limits) ? (limits as readonly LimitOf[]) : [limits as LimitOf]) {
    const { per, points = null, times = null, shared = false, each } = limit;
    const { window, closesAt } = windowOf(shared ? `all:${name}` : name, per, spans);
    const single = per === 'order';
    const push = (kind: Cap['kind'], of: string, most: Pick<Cap, 'points' | 'times'>) =>
      caps.push({
        window: of,
        owner,
        campaign,
        kind,
        reason: 'limit',
        closesAt,
        single,
        points: most.points,
        times: most.times,
      });
    if (each !== undefined) {
      const among = `${window}:${each}=`;
      for (const value of valuesOf(event, each))
        caps.push({ ...OWN, owner, campaign, window: `${among}${value}`, among, closesAt, points, times });
    } else if (!shared) push('own', window, { points, times });
    // A pool is of one unit.
    if (shared && points !== null) push('shared', `${window}:points`, { points, times: null });
    if (shared && times !== null) push('shared', `${window}:times`, { points: null, times });
  }
  return caps.length > 1 ? tightest(caps) : caps;
}

/** Two limits of one window are one cap, since what is used of a window is counted once. */
function tightest(caps: readonly Cap[]): Cap[] {
  const byWindow = new Map<string, Cap>();
  for (const cap of caps) {
    const { points, times } = byWindow.get(cap.window) ?? cap;
    byWindow.set(cap.window, { ...cap, points: least(points, cap.points), times: least(times, cap.times) });
  }
  return [...byWindow.values()];
}

function least(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

const OWN = { kind: 'own', reason: 'limit', single: false } as const;
/** A value that is longer is told apart by its hash. */
const PLAIN = 40;

/** The different values that stand at a field of an event, through lists; one that is empty where none does. */
function valuesOf(event: Record<string, unknown>, field: string): string[] {
  const found = valuesAt({ event }, field.split('.')).flatMap((value) =>
    value === null || value === undefined || typeof value === 'object' ? [] : [String(value)],
  );
  const values = [...new Set(found)].map((value) => (value.length > PLAIN ? `#${hashOf(value)}` : value));
  return values.length > 0 ? values : [''];
}

/** Values of a field that are kept apart in one window of one member: a state is bounded, and no cap is ever forgotten. */
const MOST_VALUES = 1_000;

/** Whether a cap is for a value that is one too many to be kept apart. */
function isCrowded({ among, window }: Cap, windows: State['windows']): boolean {
  if (among === undefined || windows[window]) return false;
  let n = 0;
  for (const known in windows) if (known.startsWith(among)) n += 1;
  return n >= MOST_VALUES;
}

/** The pool of a budget, in the window of one instant. */
export function budgetCap(name: string, budget: Program['budget'], owner: Owner, spans: Spans): Cap[] {
  if (budget === undefined) return [];
  const { points, per } = typeof budget === 'number' ? { points: budget, per: 'ever' as const } : budget;
  const { window, closesAt } = windowOf(`budget:${name}`, per, spans);
  return [{ ...owner, kind: 'shared', reason: 'budget', window, closesAt, single: false, points, times: null }];
}

function windowOf(name: string, per: Per, spans: Spans): { window: string; closesAt: number | null } {
  if (per === 'order' || per === 'ever') return { window: `${name}:${per}`, closesAt: null };
  const { start, end } = spans.of(per);
  return { window: `${name}:${per}:${start}`, closesAt: end };
}

/** A rule's cooldown as a cap: closed while an earlier (or, for a late fact, a later) award is too near. */
export function cooldownCap(rule: string, cooldown: Duration, { timeZone, at }: Spans): Cap {
  return {
    window: `rule:${rule}:cooldown`,
    owner: 'rule',
    campaign: null,
    kind: 'cooldown',
    reason: 'cooldown',
    closesAt: addDuration(timeZone, at, cooldown),
    single: true,
    points: null,
    times: null,
  };
}

/** Awards of a rule with a cooldown that are kept; a fact that is older than all of them may be too near to one that is not. */
export const COOLDOWNS_KEPT = 20;

/** Whether an award at an instant would be too near to another. @param until when its own cooldown ends */
export function isCooling(awards: State['cooldowns'][string] | undefined, at: number, until: number): boolean {
  if (!awards) return false;
  const first = awards[0];
  if (awards.length >= COOLDOWNS_KEPT && first && at < first.at) return true;
  return awards.some((award) => (award.at <= at && at < award.until) || (at <= award.at && award.at < until));
}

/** The room that a cap has by what was used of its window so far. */
export function roomOf(cap: Cap, used: { times: number; points: number } | undefined): Room {
  const left = (most: number | null, taken: number) => (most === null ? null : Math.max(0, most - taken));
  return { window: cap.window, points: left(cap.points, used?.points ?? 0), times: left(cap.times, used?.times ?? 0) };
}

/** The room of a member's own cap: none where its value is one too many to be kept apart. */
export function roomIn(
  cap: Cap,
  { windows }: Pick<State, 'windows'>,
  used: { times: number; points: number } | undefined = windows[cap.window],
): Room {
  return isCrowded(cap, windows) ? { window: cap.window, points: null, times: 0 } : roomOf(cap, used);
}

/** The points that fit into some rooms. */
export function clip(points: number, rooms: readonly Room[]): number {
  let fits = points;
  for (const room of rooms) {
    if (room.times === 0) return 0;
    if (room.points !== null) fits = Math.min(fits, room.points);
  }
  return fits;
}

/** Usage of windows: what a state has, and what is being added to it while one fact is judged. */
export class Usage {
  private readonly added = new Map<string, { times: number; points: number }>();

  /** @param granted what was reserved of each pool, by window; one that is not in it was not asked for yet */
  constructor(
    private readonly state: Pick<State, 'windows' | 'cooldowns'>,
    private readonly granted: ReadonlyMap<string, { n: number }> = new Map(),
  ) {}

  roomIn(cap: Cap, at: number, rule: string): Room {
    const { window, kind } = cap;
    if (kind === 'cooldown') {
      const cooling = isCooling(this.state.cooldowns[rule], at, cap.closesAt ?? at);
      return { window, points: null, times: cooling ? 0 : null };
    }
    if (kind === 'shared') {
      const n = this.granted.get(window)?.n;
      if (n === undefined) return { window, points: null, times: null };
      const { times = 0, points = 0 } = this.added.get(window) ?? {};
      return cap.points === null
        ? { window, points: null, times: Math.max(0, n - times) }
        : { window, points: Math.max(0, n - points), times: null };
    }
    return roomIn(cap, this.state, cap.single ? undefined : this.of(window));
  }

  private of(window: string): { times: number; points: number } {
    const [before, now] = [this.state.windows[window], this.added.get(window)];
    return {
      times: (before?.times ?? 0) + (now?.times ?? 0),
      points: (before?.points ?? 0) + (now?.points ?? 0),
    };
  }

  add(window: string, points: number): void {
    const now = this.added.get(window) ?? { times: 0, points: 0 };
    this.added.set(window, { times: now.times + 1, points: now.points + points });
  }
}
