import type { Award } from '../log/entry.ts';
import { type Cap, clip, type Room } from './caps.ts';
import type { CompiledMultiplier } from './compiled.ts';

export interface Clipped {
  points: number;
  clippedBy: Award['clippedBy'];
  /** What each cap's window is used by. */
  taken: { cap: Cap; points: number }[];
}

/**
 * Clips an award by its caps, one after another. A campaign's caps and budget limit what the campaign adds, the others all of it.
 * @param without what the award comes to without a campaign
 */
export function clipped(
  before: number,
  caps: readonly Cap[],
  rooms: readonly Room[],
  used: readonly CompiledMultiplier[],
  without: (campaign: string) => number,
): Clipped {
  let points = before;
  let most: Award['clippedBy'] = null;
  const base = new Map<string, number>();
  const held: Cap[] = [];
  caps.forEach((cap, at) => {
    const room = rooms[at] as Room;
    if (cap.campaign !== null) {
      // A campaign that adds nothing to this award is not asked.
      if (!used.some(({ campaign }) => campaign?.id === cap.campaign)) return;
      if (!base.has(cap.campaign)) base.set(cap.campaign, without(cap.campaign));
    }
    const floor = cap.campaign === null ? 0 : Math.min(points, base.get(cap.campaign) ?? 0);
    const fits = floor + clip(points - floor, [room]);
    if (fits < points && points - fits >= (most?.by ?? 0)) most = { reason: cap.reason, by: points - fits };
    points = fits;
    held.push(cap);
  });
  const clippedBy = points < before ? { reason: reasonOf(most), by: before - points } : null;
  const taken = held.flatMap((cap) => {
    const part = cap.campaign === null ? points : Math.max(0, points - (base.get(cap.campaign) ?? 0));
    return part > 0 ? [{ cap, points: part }] : [];
  });
  return { points, clippedBy, taken };
}

/** The cap that took the most gives the reason. */
function reasonOf(most: Award['clippedBy']): NonNullable<Award['clippedBy']>['reason'] {
  return most?.reason ?? 'limit';
}
