import type { Laurel, PublishedProgram } from '../laurel.ts';
import type { PeriodDocument } from '../store/documents.ts';
import { dropOthers, writeArchive } from './archive.ts';
import { moveLevels } from './move.ts';
import { writeNotice } from './notice.ts';
import { grantPrizes } from './prizes.ts';
import { rankPeriod } from './rank.ts';

/**
 * Archives the ranks of a period that is over. All that counts must be projected. The one update that names the archive closes the
 * period; what others wrote for it is dropped after that.
 */
export async function closePeriod(laurel: Laurel, program: PublishedProgram, period: PeriodDocument): Promise<void> {
  const { store } = laurel;
  const index = await rankPeriod(laurel, program, period);
  await laurel.step('period.ranked');
  const archive = await writeArchive(store, period._id, index);
  await laurel.step('period.archived');
  const wins = !period.history && (period.definition.prizes?.length ?? 0) > 0;
  await store.periods.collection.updateOne({ _id: period._id, state: period.state, archive: period.archive } as never, {
    $set: {
      state: 'closed',
      archive,
      archivedAt: new Date(laurel.now()),
      members: index.all.ranks.size,
      prizes: wins ? 'due' : 'none',
      done: false,
    },
  });
  await laurel.step('period.closed');
}

/** What follows from a closed period: levels of a league, prizes, and the notice. Begun anew wherever it broke off. */
export async function followUp(laurel: Laurel, program: PublishedProgram, period: PeriodDocument): Promise<void> {
  const { store } = laurel;
  const { _id, archive, history } = period;
  await dropOthers(store, _id, archive ?? '');
  await moveLevels(laurel, period);
  let told = period;
  if (period.prizes === 'due') {
    const sum = await grantPrizes(laurel, program, period);
    await laurel.step('period.granted');
    await store.periods.collection.updateOne({ _id, archive } as never, { $set: { prizes: 'granted', ...sum } });
    told = { ...period, ...sum };
  }
  // History that is brought in sends nothing.
  if (!history) await writeNotice(laurel, told);
  await laurel.step('period.told');
  await store.periods.collection.updateOne({ _id, archive, prizes: { $ne: 'due' } } as never, { $set: { done: true } });
}
