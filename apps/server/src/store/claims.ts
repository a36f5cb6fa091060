import { hash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { ClaimDocument } from './documents.ts';
import { duplicatesOf } from './faults.ts';
import { gather, perStore } from './gather.ts';
import type { Store } from './store.ts';

export type ClaimKind = ClaimDocument['kind'];

/** The `_id` of a claim: a hash, so that a claim outlives an erasure without naming anybody. */
export function claimId(program: string, kind: ClaimKind, value: string): string {
  return hash('sha256', JSON.stringify([program, kind, value]), 'base64url');
}

/** A claim that is about to be made. */
export function claimOf(
  program: string,
  kind: ClaimKind,
  value: string,
  member: string,
  rest: { body?: string | null; key?: string | null; takes?: number } = {},
): ClaimDocument {
  return {
    _id: claimId(program, kind, value),
    program,
    kind,
    member,
    body: rest.body ?? null,
    key: rest.key ?? null,
    ...(rest.takes === undefined ? {} : { takes: rest.takes }),
    at: new Date(),
  };
}

/**
 * Makes claims, all in one round trip.
 * @returns by `_id` those that stood before, as they stand; what is not in it was made now
 */
export async function claimAll(store: Store, claims: ClaimDocument[]): Promise<Map<string, ClaimDocument>> {
  const standing = new Map<string, ClaimDocument>();
  for (let left = claims; left.length > 0; ) {
    const isTaken = await insertOf(store)(left);
    const taken = left.filter((_, at) => isTaken[at]);
    const found = await findClaims(
      store,
      taken.map(({ _id }) => _id),
    );
    for (const [id, claim] of found) standing.set(id, claim);
    // One that was given up between the two questions, or that the majority has not seen yet, is asked for again.
    left = taken.filter(({ _id }) => !found.has(_id));
    if (left.length > 0) await setTimeout(5);
  }
  return standing;
}

/** Makes claims that many make at once in one insert; answers for each whether it was taken before. */
const insertOf = perStore((store: Store) =>
  gather(async (claims: ClaimDocument[]): Promise<boolean[]> => {
    try {
      await store.claims.collection.insertMany(claims as never[], { ordered: false });
      return claims.map(() => false);
    } catch (error) {
      const taken = new Set(duplicatesOf(error));
      return claims.map((_, index) => taken.has(index));
    }
  }),
);

const findOf = perStore((store: Store) =>
  gather(async (ids: string[]): Promise<(ClaimDocument | undefined)[]> => {
    const found = await store.claims.collection.find({ _id: { $in: [...new Set(ids)] } } as never).toArray();
    const claims = new Map((found as unknown as ClaimDocument[]).map((claim) => [claim._id, claim]));
    return ids.map((id) => claims.get(id));
  }),
);

/** Claims by `_id`; those that nobody made are missing. */
export async function findClaims(store: Store, ids: string[]): Promise<Map<string, ClaimDocument>> {
  if (ids.length === 0) return new Map();
  const found = await findOf(store)(ids);
  return new Map(found.flatMap((claim) => (claim ? [[claim._id, claim]] : [])));
}
