import { LIMITS, type Program } from '@laurel/contract';
import type { JudgedAgain } from '../earn/again.ts';
import { type Cap, roomOf } from '../earn/caps.ts';
import type { Entry } from '../log/entry.ts';
import type { Settlement } from '../order/settlement.ts';
import { grant } from '../points/grant.ts';
import { fillOwed } from '../points/owed.ts';
import { count } from '../tiers/count.ts';
import { addDuration } from '../time/add.ts';
import { lifeOf, lotOfRule } from './awards.ts';
import { type Draft, emit } from './draft.ts';

type Awards = Settlement['awards'];
/** As long as states keep the windows of caps. */
const WINDOW_KEPT = (LIMITS.lateDays + 1) * 86_400_000;

/**
 * Clips what an amendment adds to the room that is left now under each cap: what was free when the order came may have been taken
 * since. A window that nobody remembers has no room.
 */
export function clipAdded(draft: Draft, before: Awards, old: JudgedAgain, now: JudgedAgain): JudgedAgain {
  const { windows } = draft.state;
  const added = new Map<string, { times: number; points: number }>();
  let used = now.used;
  const awards = now.awards.map((award) => {
    const { rule, points } = award;
    let more = points - pointsOf(before, rule);
    if (more <= 0) return award;
    const caps = used.filter((one) => one.rule === rule);
    for (const { cap, points: uses } of caps) {
      const had = old.used.find((one) => one.rule === rule && one.cap.window === cap.window);
      const extra = uses - (had?.points ?? 0);
      if (extra <= 0 || cap.kind === 'cooldown') continue;
      if (cap.kind === 'shared') {
        const fits = sharedRoom(draft, cap, { extra, isNew: !had, taken: added.get(cap.window) });
        more = Math.max(0, more - (extra - fits));
        continue;
      }
      const known = windows[cap.window];
      const forgotten = !known && cap.closesAt !== null && cap.closesAt + WINDOW_KEPT <= draft.recordedAt;
      const taken = added.get(cap.window) ?? { times: 0, points: 0 };
      const room = roomOf(cap, {
        times: (known?.times ?? 0) + taken.times,
        points: (known?.points ?? 0) + taken.points,
      });
      const noTimes = room.times === 0 && !had;
      const fits = forgotten || noTimes ? 0 : Math.min(extra, room.points ?? extra);
      more = Math.max(0, more - (extra - fits));
    }
    const lost = points - pointsOf(before, rule) - more;
    used = used.map((one) => (one.rule === rule ? { ...one, points: Math.max(0, one.points - lost) } : one));
    if (more === 0) used = used.filter((one) => one.rule !== rule || one.points > 0);
    for (const { cap } of caps) {
      const taken = added.get(cap.window) ?? { times: 0, points: 0 };
      const isNew = pointsOf(before, rule) === 0 && more > 0;
      added.set(cap.window, { times: taken.times + Number(isNew), points: taken.points + more });
    }
    return { ...award, points: pointsOf(before, rule) + more };
  });
  return { ...now, awards: awards.filter(({ points }) => points > 0), used };
}

/** What fits into what was reserved of a pool; where nothing was reserved yet, all of it is asked for. */
function sharedRoom(
  { context }: Draft,
  cap: Cap,
  { extra, isNew, taken }: { extra: number; isNew: boolean; taken: { times: number; points: number } | undefined },
): number {
  const granted = context.pools?.get(cap.window)?.n;
  if (granted === undefined) return extra;
  if (cap.points !== null) return Math.min(extra, Math.max(0, granted - (taken?.points ?? 0)));
  return !isNew || granted > (taken?.times ?? 0) ? extra : 0;
}

/** Opens lots for what an amendment added; their time starts with the amendment. What the awards lost elsewhere is taken off first. */
export function add(
  draft: Draft,
  {
    document,
    before,
    old,
    now,
    points,
    subject,
  }: { document: Program; before: Awards; old: JudgedAgain; now: JudgedAgain; points: number; subject: string },
): void {
  let left = points;
  for (const { rule, points: is, counter } of now.awards) {
    const more = Math.min(left, is - pointsOf(before, rule));
    if (more <= 0 || counter !== undefined) continue;
    left -= more;
    const [was, told] = [old.told, now.told].map((awards) => awards.find((award) => award.rule === rule));
    const source = { kind: 'rule', id: rule } as const;
    const lot = grant(draft, { points: more, source, subject, at: draft.occurredAt, ...lifeOf(document, rule) });
    const wanted = Math.max(more, (told?.before ?? is) - (was?.before ?? 0));
    draft.awards.push({
      rule,
      lot,
      amount: told && told.amount !== null ? told.amount - (was?.amount ?? 0) : null,
      base: (told?.base ?? is) - (was?.base ?? 0),
      multipliers: told?.multipliers ?? [],
      before: wanted,
      points: more,
      clippedBy: wanted > more ? { reason: 'limit', by: wanted - more } : null,
      room: told?.room ?? [],
    });
  }
}

/**
 * Gives back what a chargeback took that was decided for the shop: with the old times, but alive for the days of grace. What had expired
 * before it was taken expires again.
 */
export function restore(
  draft: Draft,
  {
    settlement,
    paid,
    awards,
    points,
    expired,
    subject,
  }: { settlement: Settlement; paid: Entry; awards: Awards; points: number; expired: number; subject: string },
): void {
  const { program, recordedAt } = draft;
  const grace = addDuration(program.timeZone, recordedAt, { days: program.points.restore.graceDays });
  let [left, over] = [points, Math.min(points, expired)];
  const open = (rule: string, n: number, isOver: boolean) => {
    const first = lotOfRule(paid, { rule })?.opened;
    if (!first) return;
    const activeAt = first.activeAt !== null && first.activeAt > recordedAt ? first.activeAt : null;
    const lives = first.expiresAt === null ? null : Math.max(first.expiresAt, grace);
    const expiresAt = isOver ? Math.min(first.expiresAt ?? recordedAt, recordedAt) : lives;
    draft.opened += 1;
    const lot = `${draft.seq}.${draft.opened}`;
    const { at, expiry } = first;
    const source = { kind: 'rule', id: rule } as const;
    emit(draft, { kind: 'lot.opened', lot, points: n, source, subject, at, activeAt, expiresAt, expiry });
    count(draft, { count: 'earned', at, points: n, subject });
    if (activeAt === null) count(draft, { count: 'active', at: first.activeAt ?? at, points: n, subject });
  };
  for (const { rule, points: is, counter } of awards) {
    const more = Math.min(left, is - pointsOf(settlement.awards, rule));
    if (more <= 0 || counter !== undefined) continue;
    left -= more;
    const lost = Math.min(over, more);
    over -= lost;
    if (lost > 0) open(rule, lost, true);
    if (more > lost) open(rule, more - lost, false);
  }
  fillOwed(draft, recordedAt);
}

function pointsOf(awards: Awards, rule: string): number {
  return awards.find((award) => award.rule === rule)?.points ?? 0;
}
