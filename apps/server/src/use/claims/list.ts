import type { ClaimView, Page, ShopClaimView } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import type { MissingDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { findMember } from '../members/find.ts';
import { settleClaim } from './settle.ts';
import { claimView, shopClaimView } from './view.ts';

/** Claims that a member reads at most. */
const OWN = 50;

interface Question {
  state?: MissingDocument['state'] | undefined;
  member?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Claims of a program, newest first, as they stand now. */
export async function listClaims(
  laurel: Laurel,
  program: PublishedProgram,
  { state, member: externalId, cursor, limit }: Question,
  locale: string,
): Promise<Page<ShopClaimView>> {
  try {
    const members = externalId === undefined ? null : await idsOf(laurel, program, externalId);
    const skip = cursor === undefined ? null : new Date(readCursor(cursor));
    const found = await laurel.store.missing
      .find({
        program: program.id,
        ...(members ? { member: { $in: members } } : {}),
        ...(state ? { state } : {}),
        ...(skip ? { madeAt: { $lt: skip } } : {}),
      })
      .sort({ madeAt: -1 })
      .limit(limit + 1)
      .lean<MissingDocument[]>();
    const page = found.slice(0, limit);
    // Of one millisecond all are told, so that none falls between two pages.
    const last = page.at(-1);
    if (last && found.length > limit) page.push(...(await rest(laurel, program, last, page, state, members)));
    const settled = await Promise.all(page.map((claim) => settleClaim(laurel, program, claim)));
    return {
      rows: await Promise.all(
        settled
          .filter((claim) => state === undefined || claim.state === state)
          .map((claim) => shopClaimView(laurel, program, claim, locale)),
      ),
      next: last && found.length > limit ? writeCursor(last.madeAt.getTime()) : null,
    };
  } catch (error) {
    throw told(error);
  }
}

async function rest(
  laurel: Laurel,
  program: PublishedProgram,
  { madeAt }: MissingDocument,
  page: MissingDocument[],
  state: MissingDocument['state'] | undefined,
  members: string[] | null,
): Promise<MissingDocument[]> {
  return laurel.store.missing
    .find({
      program: program.id,
      madeAt,
      _id: { $nin: page.map(({ _id }) => _id) },
      ...(members ? { member: { $in: members } } : {}),
      ...(state ? { state } : {}),
    })
    .lean<MissingDocument[]>();
}

/** A member's own claims, newest first. */
export async function ownClaims(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  locale: string,
): Promise<ClaimView[]> {
  try {
    const found = await laurel.store.missing
      .find({ program: program.id, member: { $in: await idsOf(laurel, program, externalId) } })
      .sort({ madeAt: -1 })
      .limit(OWN)
      .lean<MissingDocument[]>();
    const settled = await Promise.all(found.map((claim) => settleClaim(laurel, program, claim)));
    return await Promise.all(settled.map((claim) => claimView(laurel, program, claim, locale)));
  } catch (error) {
    throw told(error);
  }
}

/** The member's id, and those of whom was merged into them. */
async function idsOf(laurel: Laurel, program: PublishedProgram, externalId: string): Promise<string[]> {
  const { _id } = await findMember(laurel, program.id, externalId);
  const merged = await laurel.store.members
    .find({ program: program.id, mergedInto: _id }, { _id: 1 })
    .lean<{ _id: string }[]>();
  return [_id, ...merged.map((each) => each._id)];
}
