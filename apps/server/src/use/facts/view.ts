import type { ReportView } from '@laurel/contract';
import { entryView } from '@laurel/engine';
import type { Laurel, PublishedProgram, Submitted } from '../../laurel.ts';
import { documentOf, entryIdOf } from '../events/outcome.ts';

/** What a browser is told of a fact that it brought. */
export async function reportView(
  laurel: Laurel,
  program: PublishedProgram,
  { entry, replayed }: Submitted,
  locale: string,
): Promise<ReportView> {
  const view = entryView(entry, entryIdOf(entry), locale, await documentOf(laurel, program, entry));
  const points = view.awards.reduce((sum, award) => sum + award.points, 0);
  return { replayed, points, reason: entry.reason, text: view.text };
}
