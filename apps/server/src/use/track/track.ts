import { parseEvent, type ReportView, type TrackInput } from '@laurel/contract';
import type { z } from 'zod';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { submitOwn } from '../facts/own.ts';
import { reportView } from '../facts/view.ts';
import { ensureOwn } from './member.ts';

/**
 * Takes what a browser says that its member did: only kinds that the program names, so many times a day.
 * @throws LaurelError `bad_request`, or `refused` with `not_from_browser` or `limit`, of which nothing is kept
 */
export async function track(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  { key, type, data }: z.output<typeof TrackInput>,
  locale: string,
): Promise<ReportView> {
  const parsed = parseEvent({ type, key, member: externalId, data });
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    throw new LaurelError('bad_request', faults);
  }
  const who = await ensureOwn(laurel, program, externalId);
  const fact = {
    type,
    key: `browser:${key}`,
    data: parsed.data.data as Record<string, unknown>,
    via: 'browser' as const,
  };
  return reportView(laurel, program, await submitOwn(laurel, program, who, fact), locale);
}
