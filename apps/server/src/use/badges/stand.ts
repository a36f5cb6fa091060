import type { BadgeStand } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { totalsOf } from '../../project/sums/total.ts';

/** How long a process trusts what it has read, in milliseconds. */
const TRUST = 2_000;
const read = new WeakMap<object, Map<string, { until: number; stand: Promise<BadgeStand> }>>();

/**
 * How many have each badge, and how many take part: sums over all logs that each entry is counted in once, without the control
 * group. Seconds behind at most.
 */
export async function badgeStandOf({ store }: Pick<Laurel, 'store'>, program: PublishedProgram): Promise<BadgeStand> {
  const { badges, holdout } = program.document;
  if (badges.length === 0) return { members: 0, holders: {} };
  const known = read.get(store) ?? new Map<string, { until: number; stand: Promise<BadgeStand> }>();
  read.set(store, known);
  const key = `${program.id}:${holdout.percent}`;
  const standing = known.get(key);
  if (standing && standing.until > Date.now()) return standing.stand;
  const stand = count({ store }, program.id, holdout.percent);
  known.set(key, { until: Date.now() + TRUST, stand });
  stand.catch(() => known.delete(key));
  return stand;
}

async function count({ store }: Pick<Laurel, 'store'>, program: string, percent: number): Promise<BadgeStand> {
  const totals = await totalsOf(store, program, (name) => name.startsWith('badge:') || name.startsWith('members'));
  const holders: Record<string, number> = {};
  for (const [name, n] of Object.entries(totals)) if (name.startsWith('badge:')) holders[name.slice(6)] = n;
  // The control group: everybody whose draw lies below the share, of a part of one per cent in proportion.
  const whole = Math.floor(percent);
  let apart = (percent - whole) * (totals[`members:${whole}`] ?? 0);
  for (let at = 0; at < whole; at += 1) apart += totals[`members:${at}`] ?? 0;
  return { members: Math.max(0, Math.round((totals.members ?? 0) - apart)), holders };
}
