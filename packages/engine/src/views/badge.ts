import type { BadgeStandView, BadgeView, BadgeWay, OpenBadgeView, Program } from '@laurel/contract';
import { type Way, waysTo } from '../badges/ways.ts';
import { type Pen, penOf, sentence } from './pen.ts';
import { iso, textOf } from './text.ts';

/** Who has which badge, over all who take part. */
export interface BadgeStand {
  members: number;
  holders: Record<string, number>;
}

const LISTS = {
  challenge: 'challenges',
  step: 'challenges',
  streak: 'streaks',
  tier: 'tiers',
  draw: 'draws',
  goal: 'goals',
  reward: 'rewards',
} as const;

/** The share of all who take part that has a badge, to a ten-thousandth; null: nobody takes part, or nobody has counted. */
function rarityOf(stand: BadgeStand | undefined, id: string): number | null {
  if (!stand || stand.members <= 0) return null;
  const share = (stand.holders[id] ?? 0) / stand.members;
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 10_000;
}

/** The badges that anybody may know of, and how each may be had. */
export function openBadges(
  program: Program,
  { now, locale, stand }: { now: number; locale: string; stand: BadgeStand | undefined },
): OpenBadgeView[] {
  const pen = penOf(locale, program);
  return program.badges.flatMap((badge) =>
    badge.hidden ? [] : { ...named(badge, pen, stand), how: waysIn(program, badge.id, now, pen, false) },
  );
}

/** Every badge as the shop sees it. @param held the badges of a member who was asked about */
export function badgeStands(
  program: Program,
  stand: BadgeStand,
  { now, locale, held }: { now: number; locale: string; held: Record<string, number> | null },
): BadgeStandView[] {
  const pen = penOf(locale, program);
  return program.badges.map((badge) => ({
    ...named(badge, pen, stand),
    how: waysIn(program, badge.id, now, pen, true),
    hidden: badge.hidden,
    holders: stand.holders[badge.id] ?? 0,
    members: stand.members,
    at: iso(held?.[badge.id] ?? null),
  }));
}

/** The badges that a member has, the newest first; one that the program no longer has is shown by its id. */
export function heldBadges(
  program: Program,
  held: Record<string, number>,
  { locale, stand }: { locale: string; stand: BadgeStand | undefined },
): BadgeView[] {
  const pen = penOf(locale, program);
  return Object.entries(held)
    .sort(([, a], [, b]) => b - a)
    .map(([id, at]) => ({
      ...named(program.badges.find((one) => one.id === id) ?? { id }, pen, stand),
      at: iso(at),
    }));
}

function named(
  { id, name, description }: Pick<Program['badges'][number], 'id' | 'name' | 'description'>,
  { locale }: Pen,
  stand: BadgeStand | undefined,
) {
  return {
    id,
    name: textOf(name, locale, id),
    description: description === undefined ? null : textOf(description, locale, ''),
    rarity: rarityOf(stand, id),
  };
}

function waysIn(program: Program, badge: string, now: number, pen: Pen, all: boolean): BadgeWay[] {
  return waysTo(program, badge, now, all).map((way) => ({
    ...way,
    name: pen.name(LISTS[way.of], way.id),
    text: sentence(wayText(way, pen)),
  }));
}

/** What there is to do for a badge, as it stands in a sentence. */
export function wayText({ of, id, n }: Way, pen: Pen): string {
  return pen.words.badgeWay[of](pen.name(LISTS[of], id), n === null ? '' : pen.plain(n));
}
