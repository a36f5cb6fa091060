import type { Change } from '@laurel/engine';
import type { Laurel } from '../../laurel.ts';
import type { EntryDocument } from '../../store/documents.ts';

/** What a redemption bought, as its entry tells. */
export interface Made {
  reward: string;
  cost: number;
  reservation: string | null;
  coupon: Extract<Change, { kind: 'coupon.issued' }>['coupon'] | null;
  /** What it gave to a cause. */
  gave: Extract<Change, { kind: 'gave' }> | null;
  at: Date;
}

/**
 * The purchase that stands under a redemption's id, or null.
 * @param member whose log has it, or several that were merged
 */
export async function madeOf(
  laurel: Laurel,
  program: string,
  member: string | string[],
  redemption: string,
): Promise<Made | null> {
  const found = (await laurel.store.entries.collection.findOne({
    program,
    member: typeof member === 'string' ? member : { $in: member },
    subjects: `redemption:${redemption}`,
    kind: 'redemption.made',
  } as never)) as unknown as EntryDocument | null;
  const redeemed = found?.changes.find((change) => change.kind === 'redeemed' && change.redemption === redemption);
  if (!found || redeemed?.kind !== 'redeemed') return null;
  const issued = found.changes.find(
    (change) => change.kind === 'coupon.issued' && change.coupon.redemption === redemption,
  );
  const gave = found.changes.find((change) => change.kind === 'gave' && change.redemption === redemption);
  return {
    gave: gave?.kind === 'gave' ? gave : null,
    reward: redeemed.reward,
    cost: redeemed.cost,
    reservation: redeemed.reservation,
    coupon: issued?.kind === 'coupon.issued' ? issued.coupon : null,
    at: found.recordedAt,
  };
}
