import type { SegmentPeriod, SegmentReport } from '@laurel/contract';
import { segmentsOf, textOf } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { lastBatch } from '../../project/sums/batch.ts';
import type { SumDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';

interface ReportAsked {
  segment: string;
  /** Days, as in "2026-03-01"; both included. */
  from?: string | undefined;
  until?: string | undefined;
  by: 'day' | 'month';
  locale: string;
}

/**
 * How many are in a segment over time, and how much of what members spend is theirs, from the daily sums: who was in it when they ordered.
 * @throws LaurelError `segment_not_found`
 */
export async function segmentReport(
  laurel: Laurel,
  program: PublishedProgram,
  { segment, from = '0000', until = '9999', by, locale }: ReportAsked,
): Promise<SegmentReport> {
  const found = segmentsOf(program.document).find(({ id }) => id === segment);
  if (!found) throw new LaurelError('segment_not_found', { segment });
  try {
    const days = (await daysOf(laurel, program.id)).filter(({ day }) => day <= until);
    const periods = new Map<string, SegmentPeriod>();
    let members = 0;
    for (const { day, sums } of days) {
      const of = (name: string) => sums[name] ?? 0;
      const [entered, left] = [of(`segmentEntered:${segment}`), of(`segmentLeft:${segment}`)];
      members += entered - left;
      if (day < from) continue;
      const name = by === 'day' ? day : day.slice(0, 7);
      const period = periods.get(name) ?? nothing(name);
      period.entered += entered;
      period.left += left;
      period.members = members;
      period.orders += of(`segmentOrders:${segment}`) - of(`segmentOrdersUndone:${segment}`);
      period.spend += of(`segmentSpend:${segment}`) - of(`segmentRefunded:${segment}`);
      period.ofAll.orders += of('orders') - of('ordersUndone');
      period.ofAll.spend += of('spend') - of('refunded');
      periods.set(name, { ...period, share: shareOf(period.spend, period.ofAll.spend) });
    }
    const rows = [...periods.values()];
    const sum = (pick: (row: SegmentPeriod) => number) => rows.reduce((all, row) => all + pick(row), 0);
    const spend = sum((row) => row.spend);
    const all = sum(({ ofAll }) => ofAll.spend);
    return {
      id: segment,
      name: textOf(found.name, locale, segment),
      members,
      orders: sum(({ orders }) => orders),
      spend,
      ofAll: { orders: sum(({ ofAll }) => ofAll.orders), spend: all },
      share: shareOf(spend, all),
      periods: rows,
    };
  } catch (error) {
    throw told(error);
  }
}

async function daysOf({ store }: Pick<Laurel, 'store'>, program: string): Promise<SumDocument[]> {
  const batch = await lastBatch(store);
  if (!batch) return [];
  const days = await store.sums.find({ generation: batch.generation, program }).lean<SumDocument[]>();
  return days.sort((a, b) => (a.day < b.day ? -1 : 1));
}

function nothing(period: string): SegmentPeriod {
  return { period, entered: 0, left: 0, members: 0, orders: 0, spend: 0, ofAll: { orders: 0, spend: 0 }, share: null };
}

/** In per cent with two decimals; null where nothing was spent. */
function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part / whole) * 10_000) / 100 : null;
}
