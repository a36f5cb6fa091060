import { type ReferralMetricsView, VERDICTS } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { told } from '../../store/faults.ts';

/** How the recommendations of a program do, from what the logs say of each friend. */
export async function referralMetrics({ store }: Laurel, { id }: PublishedProgram): Promise<ReferralMetricsView> {
  const count = (of: object) => store.referrals.collection.countDocuments({ program: id, ...of } as never);
  try {
    const [passed, review, refused, counted, undone, approved, turnedDown, advocates] = await Promise.all([
      ...VERDICTS.map((verdict) => count({ verdict })),
      count({ counted: true }),
      count({ undone: { $gt: 0 } }),
      count({ 'decided.verdict': 'passed' }),
      count({ 'decided.verdict': 'refused' }),
      store.referrals.collection
        .aggregate([{ $match: { program: id } }, { $group: { _id: '$advocate' } }, { $count: 'n' }])
        .toArray()
        .then(([found]) => (found as { n?: number } | undefined)?.n ?? 0),
    ] as Promise<number>[]);
    const friends = (passed ?? 0) + (review ?? 0) + (refused ?? 0);
    return {
      friends,
      counted: counted ?? 0,
      percent: friends === 0 ? null : Math.floor(((counted ?? 0) * 100) / friends),
      verdicts: { passed: passed ?? 0, review: review ?? 0, refused: refused ?? 0 },
      decided: { approved: approved ?? 0, refused: turnedDown ?? 0 },
      undone: undone ?? 0,
      advocates: advocates ?? 0,
    };
  } catch (error) {
    throw told(error);
  }
}
