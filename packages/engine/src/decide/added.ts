import type { Program } from '@laurel/contract';
import { type Judged, type JudgedAgain, judgeAgain, judgeOpen } from '../earn/again.ts';
import { type Cap, isCooling, type Room, roomIn } from '../earn/caps.ts';
import type { Judgement } from '../earn/judge.ts';
import type { Award, Standing } from '../log/entry.ts';
import { sumsOf } from '../order/awards.ts';
import type { Goods } from '../order/goods.ts';
import type { Settlement } from '../order/settlement.ts';
import { grant } from '../points/grant.ts';
import { lifeOf } from './awards.ts';
import type { Draft } from './draft.ts';

type Used = Judgement['used'];

/** What an amended order comes to, and how what was added came about. */
export interface Added extends JudgedAgain {
  /** By rule, the most that its award may come to from here on, where judging the order again would say more; null: nowhere. */
  most: Record<string, number> | null;
  /** By rule, as if no cap but those of one order held: before and after. */
  told: ReadonlyMap<string, { was: Award | undefined; is: Award; clippedBy: Award['clippedBy'] }>;
}

interface Amending {
  document: Program;
  was: Judged;
  is: Judged;
  before: Goods;
  after: Goods;
  /** What each rule's award of the order came to. */
  standing: Settlement['awards'];
  /** What it used of the windows of caps. */
  old: JudgedAgain;
}

/**
 * Judges an amended order: what became less as a refund is, what became more as a fact of its own that finds the room which is left
 * now, since what was free when the order came may have been taken. What was clipped then is not topped up (RULES 15).
 */
export function judgeAdded(draft: Draft, { document, was, is, before, after, standing, old }: Amending): Added {
  const less = judgeAgain(document, is, after, boundless(standing));
  const at = was.fact.occurredAt;
  const cools = (rule: string, cap: Cap) =>
    pointsOf(standing, rule) === 0 && isCooling(draft.state.cooldowns[rule], at, cap.closesAt ?? at);
  const open = { was: judgeOpen(document, was, before, cools), is: judgeOpen(document, is, after, cools) };
  const stays = staying(standing, old, less, open);
  const rooms = new Rooms(draft, old.used, stays.used);
  const told: Map<string, { was: Award | undefined; is: Award; clippedBy: Award['clippedBy'] }> = new Map();
  let used = stays.used;
  const awards: Standing[] = [];
  for (const award of open.is.awards) {
    const { rule, counter, points } = award;
    const before = open.was.awards.find((one) => one.rule === rule);
    const more = Math.max(0, points - (before?.points ?? 0));
    const kept = pointsOf(stays.awards, rule);
    const isNew = pointsOf(standing, rule) === 0;
    const of = (all: Used) => all.filter((one) => one.rule === rule);
    const wants = of(open.is.used).map(({ cap, points: uses }) => ({
      cap,
      uses: uses - (of(open.was.used).find((one) => one.cap.window === cap.window)?.points ?? 0),
    }));
    const { points: fits, clippedBy, taken } = rooms.clip(more, wants, { isNew, kept });
    told.set(rule, { was: before, is: award, clippedBy });
    used = together(
      used,
      taken.map(({ cap, uses }) => ({ cap, rule, points: uses })),
    );
    if (kept + fits === 0) continue;
    const found =
      fits > 0 || taken.some(({ uses }) => uses > 0)
        ? { room: roomFor(award.room, recordedFor(is, rule), of(used)) }
        : {};
    awards.push({ rule, points: kept + fits, ...(counter === undefined ? {} : { counter }), ...found });
  }
  return { told, ...asFoundAgain({ document, is, after, awards, used }) };
}

/**
 * How later changes of the order find it when they judge it again: by rule, the most that may come of it; and what it uses. What a
 * campaign added to the order as it came can be within what the rule alone comes to for the order as it is: that is the campaign's
 * no longer, and its budget gets it back.
 */
export function asFoundAgain({
  document,
  is,
  after,
  awards,
  used,
}: Pick<Amending, 'document' | 'is' | 'after'> & JudgedAgain): Pick<Added, 'most' | 'used' | 'awards'> {
  const rooms = new Map(is.rooms);
  for (const { rule, room } of awards) if (room) rooms.set(rule, room);
  const open = judgeAgain(document, { ...is, rooms, most: undefined }, after, boundless(awards));
  const over = open.awards.filter(({ rule, points }) => points > pointsOf(awards, rule));
  const most = Object.fromEntries(over.map(({ rule }) => [rule, pointsOf(awards, rule)]));
  const again = judgeAgain(document, { ...is, rooms, most: new Map(Object.entries(most)) }, after, sumsOf(awards));
  const uses = used.flatMap((one) => {
    if (one.cap.campaign === null) return [one];
    const same = again.used.find(({ rule, cap }) => rule === one.rule && cap.window === one.cap.window);
    const points = Math.min(one.points, same?.points ?? 0);
    return points > 0 ? [{ ...one, points }] : [];
  });
  const kept = awards.map((award) => {
    const room = rooms.get(award.rule) ?? recordedFor(is, award.rule);
    const left = roomTaken(
      room,
      uses.filter(({ rule }) => rule === award.rule),
      used.filter(({ rule }) => rule === award.rule),
    );
    return left.some((one, at) => one !== room[at]) ? { ...award, room: left } : award;
  });
  return { most: over.length > 0 ? most : null, used: uses, awards: kept };
}

/** Of what members share for a campaign, an order keeps the room that it uses and no other. */
function roomTaken(room: readonly Room[], uses: Used, had: Used): Room[] {
  const isShared = (window: string) =>
    had.some(({ cap }) => cap.window === window && cap.kind === 'shared' && cap.campaign !== null);
  return room.map((one) => {
    const points = uses.find(({ cap }) => cap.window === one.window)?.points ?? 0;
    return one.points !== null && one.points > points && isShared(one.window) ? { ...one, points } : one;
  });
}

/** As much as one likes of the points and of each counter. */
function boundless(awards: readonly Standing[]): Map<string | null, number> {
  const sums = new Map<string | null, number>([[null, Number.MAX_SAFE_INTEGER]]);
  for (const { counter } of awards) if (counter) sums.set(counter, Number.MAX_SAFE_INTEGER);
  return sums;
}

/** What of the awards stands whatever was added: all of what did not become less, and of that what a refund would leave. */
function staying(
  standing: Settlement['awards'],
  old: JudgedAgain,
  less: JudgedAgain,
  open: { was: Judgement; is: Judgement },
): JudgedAgain {
  const awards: Standing[] = [];
  const used: Used = [];
  for (const award of standing) {
    const { rule, points } = award;
    const isLess = pointsOf(open.is.awards, rule) < pointsOf(open.was.awards, rule);
    const left = isLess ? Math.min(points, pointsOf(less.awards, rule)) : points;
    if (left > 0) awards.push({ ...award, points: left });
    const of = (isLess ? less : old).used.filter((one) => one.rule === rule);
    const over = isLess ? pointsOf(less.awards, rule) - left : 0;
    for (const one of of) if (left > 0 && one.points > over) used.push({ ...one, points: one.points - over });
  }
  return { awards, used };
}

/** The room that is left now in the windows of caps, with what the order itself no longer uses. */
class Rooms {
  private readonly left = new Map<string, Room>();

  constructor(
    private readonly draft: Draft,
    private readonly had: Used,
    private readonly has: Used,
  ) {}

  /**
   * Clips what a rule's award grows by, cap by cap, and takes it. A campaign's part can grow by more than the award, as whole numbers
   * come to be: what it has no room for is less than nothing. @param wants how much of it falls into each window
   */
  clip(
    more: number,
    wants: { cap: Cap; uses: number }[],
    { isNew, kept }: { isNew: boolean; kept: number },
  ): { points: number; clippedBy: Award['clippedBy']; taken: { cap: Cap; uses: number }[] } {
    let points = more;
    let most: Award['clippedBy'] = null;
    for (const { cap, uses } of wants) {
      if (cap.kind === 'cooldown') continue;
      // Of a campaign's cap only what the campaign adds.
      const beside = more - uses;
      const room = this.of(cap);
      const fits =
        isNew && room.times === 0 ? 0 : Math.min(Math.max(0, points - beside), room.points ?? Number.MAX_SAFE_INTEGER);
      const left = Math.max(-kept, Math.min(points, beside) + fits);
      if (left < points && points - left >= (most?.by ?? 0)) most = { reason: cap.reason, by: points - left };
      points = left;
    }
    const taken = wants.flatMap(({ cap, uses }) => {
      const part = Math.max(Math.min(0, points), points - (more - uses));
      return part !== 0 ? [{ cap, uses: part }] : [];
    });
    for (const { cap, uses } of taken) this.take(cap, uses, isNew);
    return { points, clippedBy: most && { ...most, by: more - points }, taken };
  }

  private of(cap: Cap): Room {
    let room = this.left.get(cap.window);
    if (!room) {
      const all = this.now(cap);
      const freed = {
        times: timesIn(this.had, cap) - timesIn(this.has, cap),
        points: sumIn(this.had, cap) - sumIn(this.has, cap),
      };
      room = {
        window: cap.window,
        times: all.times === null ? null : Math.max(0, all.times + freed.times),
        points: all.points === null ? null : Math.max(0, all.points + freed.points),
      };
      this.left.set(cap.window, room);
    }
    return room;
  }

  /** What is free beside what the order uses: of what all members share, as much as was reserved. */
  private now(cap: Cap): Room {
    const { window, kind } = cap;
    const { state, context } = this.draft;
    if (kind === 'shared') {
      const n = context.pools?.get(window)?.n ?? null;
      return cap.points === null ? { window, times: n, points: null } : { window, times: null, points: n };
    }
    return roomIn(cap, state);
  }

  private take(cap: Cap, points: number, isNew: boolean): void {
    const room = this.of(cap);
    this.left.set(cap.window, {
      ...room,
      times: room.times === null ? null : room.times - Number(isNew),
      points: room.points === null ? null : room.points - points,
    });
  }
}

const timesIn = (used: Used, { window }: Cap) => used.filter(({ cap }) => cap.window === window).length;
const sumIn = (used: Used, { window }: Cap) =>
  used.reduce((sum, { cap, points }) => (cap.window === window ? sum + points : sum), 0);

/** One use of each window by each rule. */
function together(used: Used, more: Used): Used {
  const all = used.slice();
  for (const one of more) {
    const at = all.findIndex(({ rule, cap }) => rule === one.rule && cap.window === one.cap.window);
    const known = all[at];
    if (known) all[at] = { ...known, points: known.points + one.points };
    else all.push(one);
  }
  return all;
}

function recordedFor({ awards, silent, rooms }: Judged, rule: string): readonly Room[] {
  const known = awards.find((one) => one.rule === rule) ?? silent.find((one) => one.rule === rule && !one.of);
  return rooms?.get(rule) ?? known?.room ?? [];
}

/** The room that a later refund judges with: what there was when the order came, and what it uses now where that is more. */
function roomFor(asked: readonly Room[], recorded: readonly Room[], used: Used): Room[] {
  return asked.map(({ window, ...open }) => {
    const had = recorded.find((room) => room.window === window);
    const uses = used.find(({ cap }) => cap.window === window);
    if (!uses) return had ?? { window, ...open };
    const { cap } = uses;
    return {
      window,
      points: cap.points === null ? null : Math.max(had?.points ?? 0, uses.points),
      times: cap.times === null ? null : Math.max(had?.times ?? 0, 1),
    };
  });
}

/** Opens lots for what an amendment added; their time starts with the amendment. What the awards lost elsewhere is taken off first. */
export function add(
  draft: Draft,
  {
    document,
    before,
    added,
    points,
    subject,
  }: { document: Program; before: Settlement['awards']; added: Added; points: number; subject: string },
): void {
  let left = Math.max(0, points);
  for (const { rule, points: is, counter } of added.awards) {
    const grows = is - pointsOf(before, rule);
    const more = counter === undefined ? Math.min(left, grows) : grows;
    const about = added.told.get(rule);
    if (more <= 0 || !about) continue;
    const { was, is: told } = about;
    let lot: string | null = null;
    if (counter === undefined) {
      left -= more;
      const source = { kind: 'rule', id: rule } as const;
      lot = grant(draft, { points: more, source, subject, at: draft.occurredAt, ...lifeOf(document, rule) });
    }
    const wanted = Math.max(more, told.before - (was?.before ?? 0));
    const cap = about.clippedBy ?? told.clippedBy;
    const capped = (about.clippedBy?.by ?? 0) + (told.clippedBy?.by ?? 0) - (was?.clippedBy?.by ?? 0);
    const by = wanted - more;
    draft.awards.push({
      rule,
      lot,
      amount: told.amount === null ? null : told.amount - (was?.amount ?? 0),
      base: told.base - (was?.base ?? 0),
      multipliers: told.multipliers,
      before: wanted,
      points: more,
      // Points that one rule gives more can be points that another gives less.
      clippedBy: by > 0 ? { reason: cap && capped * 2 >= by ? cap.reason : 'rest_of_order', by } : null,
      room: added.awards.find((award) => award.rule === rule)?.room ?? [],
      ...(counter === undefined ? {} : { counter }),
    });
  }
}

function pointsOf(awards: readonly { rule: string; points: number }[], rule: string): number {
  return awards.find((award) => award.rule === rule)?.points ?? 0;
}
