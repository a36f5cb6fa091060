import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { claimAll, claimId, claimOf, findClaims } from '../../store/claims.ts';
import { leadOf } from '../merges/follow.ts';

/** By whom somebody was recommended. */
export interface Recommended {
  advocate: string;
  code: string;
}

/** Codes are copied by hand: case and blanks do not matter. */
export function normalCode(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase();
}

/** Advocates by the code as it was given; codes of nobody are missing. */
export async function findAdvocates(
  laurel: Laurel,
  program: PublishedProgram,
  codes: string[],
): Promise<Map<string, Recommended>> {
  if (codes.length === 0 || !program.document.referral) return new Map();
  const ids = new Map(codes.map((code) => [code, claimId(program.id, 'code', normalCode(code))]));
  const claims = await findClaims(laurel.store, [...new Set(ids.values())]);
  const found = new Map<string, Recommended>();
  for (const [code, id] of ids) {
    const claim = claims.get(id);
    if (claim) found.set(code, { advocate: await leadOf(laurel, claim.member), code: normalCode(code) });
  }
  return found;
}

/**
 * Claims a friend for the program: the same person, come back after an erasure, is no new friend.
 * @returns whether the member may be somebody's friend
 */
export async function claimFriend(
  laurel: Laurel,
  program: PublishedProgram,
  stored: string,
  member: string,
  advocate: string,
): Promise<boolean> {
  const claim = claimOf(program.id, 'friend', stored, member, { body: advocate });
  const standing = (await claimAll(laurel.store, [claim])).get(claim._id);
  return !standing || standing.member === member;
}
