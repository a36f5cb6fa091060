import type { AdjustmentInput, AdjustmentView, Page } from '@laurel/contract';
import type { Entry } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { claimAll, claimOf } from '../../store/claims.ts';
import type { EntryDocument } from '../../store/documents.ts';
import { entryOf } from '../../store/entries.ts';
import { told } from '../../store/faults.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { hashOf } from '../hash.ts';
import { findMember } from '../members/find.ts';
import { enrolOf, personOf } from '../members/person.ts';
import { submitFollowing } from '../merges/follow.ts';

/**
 * Adds or takes points by hand, with who and why.
 * @throws LaurelError `member_not_found`, `member_closed`, `idempotency_conflict`, or `refused` with the reason
 */
export async function adjustPoints(
  laurel: Laurel,
  program: PublishedProgram,
  input: AdjustmentInput,
): Promise<AdjustmentView> {
  try {
    const { key, member: externalId, ...said } = input;
    const member = await findMember(laurel, program.id, externalId);
    const body = hashOf({ adjust: said, of: externalId });
    const claim = claimOf(program.id, 'key', key, member._id, { body });
    const before = (await claimAll(laurel.store, [claim])).get(claim._id);
    await laurel.step('claimed');
    if (before && before.body !== body) throw new LaurelError('idempotency_conflict', { key });
    const submitted = await submitFollowing(
      laurel,
      program,
      before?.member ?? member._id,
      { kind: 'adjust', key, body, ...said },
      {
        standing: before !== undefined,
        enrol: enrolOf(program.document, personOf(member.externalId ?? '')),
      },
    );
    const { entry, replayed } = submitted;
    if (entry.outcome === 'refused') throw new LaurelError('refused', { reason: entry.reason });
    const left = submitted.points ?? (await laurel.log.pointsAfter(entry));
    return { ...viewOf(entry, externalId), replayed, left };
  } catch (error) {
    throw told(error);
  }
}

/** The adjustments of a member, newest first. */
export async function listAdjustments(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<AdjustmentView>> {
  const before = page.cursor === undefined ? undefined : readCursor(page.cursor);
  const { _id: member } = await findMember(laurel, program.id, externalId);
  const found = await laurel.store.entries.collection
    .find({
      program: program.id,
      member,
      kind: 'points.adjusted',
      outcome: 'applied',
      ...(before === undefined ? {} : { seq: { $lt: before } }),
    } as never)
    .sort({ program: -1, member: -1, seq: -1 })
    .limit(page.limit + 1)
    .toArray();
  const entries = found.slice(0, page.limit).map((document) => entryOf(document as unknown as EntryDocument));
  const last = entries.at(-1);
  return {
    rows: await Promise.all(
      entries.map(async (entry) => ({
        ...viewOf(entry, externalId),
        replayed: false,
        left: await laurel.log.pointsAfter(entry),
      })),
    ),
    next: last && found.length > page.limit ? writeCursor(last.seq) : null,
  };
}

function viewOf(entry: Entry, member: string): Omit<AdjustmentView, 'replayed' | 'left'> {
  let points = 0;
  let who = { by: '', why: '', qualifies: false };
  let expiresAt: number | null = null;
  for (const change of entry.changes) {
    if ((change.kind !== 'adjusted' && change.kind !== 'lot.opened') || change.source.kind !== 'adjustment') continue;
    points += change.kind === 'adjusted' ? -change.points : change.points;
    if (change.kind === 'lot.opened') expiresAt = change.expiresAt;
    who = { by: change.source.by, why: change.source.why, qualifies: change.source.qualifies ?? false };
  }
  return {
    id: `${entry.member}:${entry.seq}`,
    key: entry.keys[0] ?? '',
    member,
    points,
    ...who,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    at: new Date(entry.recordedAt).toISOString(),
  };
}
