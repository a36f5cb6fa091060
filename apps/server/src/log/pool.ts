import type { Codes } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../laurel.ts';
import { claimAll, claimOf } from '../store/claims.ts';
import type { CodeDocument } from '../store/documents.ts';
import { isDuplicate } from '../store/faults.ts';
import type { Store } from '../store/store.ts';

type Pooled = Extract<Codes, { pool: string }>;

interface Taken {
  code: string;
  /** Which time it was taken: whoever took it later has it. */
  takes: number;
}

/**
 * Takes a code of a pool for a redemption; the same redemption takes one. Fewer left than the program likes are told in the log.
 * @returns null when none is left
 */
export async function takeCode(
  { store, logger, seal, step }: Pick<Laurel, 'store' | 'logger' | 'seal' | 'step'>,
  program: string,
  { pool, low }: Pooled,
  redemption: string,
  member: string,
): Promise<string | null> {
  for (;;) {
    const found = await codeOf({ store, seal }, program, redemption);
    const taken = found ?? (await takeFree({ store, seal }, program, pool, redemption, member));
    if (taken === null) return null;
    await step('code.taken');
    // One that was put back before it was claimed, by another try of this purchase, may be somebody else's by now.
    if (!(await claimTaken(store, program, redemption, member, taken))) continue;
    const left = await store.codes.collection.countDocuments({ program, pool, at: null } as never, { limit: low + 1 });
    if (left <= low) logger.warn({ program, pool, left }, 'few codes are left in a pool; upload more');
    return taken.code;
  }
}

/**
 * Claims a code for who took it. One that was put back is still claimed for whom it was taken for before, who never saw it; one that was
 * taken once more since is not this redemption's.
 * @returns whether it is claimed; if not, the code is looked for anew
 */
async function claimTaken(
  store: Store,
  program: string,
  redemption: string,
  member: string,
  { code, takes }: Taken,
): Promise<boolean> {
  const claim = claimOf(program, 'coupon', code, member, { takes });
  const standing = (await claimAll(store, [claim])).get(claim._id);
  if (!standing || (standing.member === member && standing.takes === takes)) return true;
  const before = { _id: claim._id, $or: [{ takes: { $exists: false } }, { takes: { $lt: takes } }] };
  const moved = await store.claims.collection.updateOne(before as never, { $set: { member, takes } } as never);
  if (moved.matchedCount > 0) return true;
  // A code that left its pool and came again is counted from the beginning: it goes on behind what is claimed.
  await store.codes.collection.updateOne(
    { program, reservation: redemption, takes } as never,
    { $set: { takes: (standing.takes ?? takes) + 1 } } as never,
  );
  return false;
}

async function takeFree(
  { store, seal }: Pick<Laurel, 'store' | 'seal'>,
  program: string,
  pool: string,
  reservation: string,
  member: string,
): Promise<Taken | null> {
  try {
    const taken = (await store.codes.collection.findOneAndUpdate(
      { program, pool, at: null } as never,
      { $set: { reservation, member, at: new Date() }, $inc: { takes: 1 } } as never,
      { returnDocument: 'after' },
    )) as unknown as CodeDocument | null;
    return taken && opened(seal, taken);
  } catch (error) {
    // Another process took one for this very redemption.
    if (!isDuplicate(error)) throw error;
    return codeOf({ store, seal }, program, reservation);
  }
}

async function codeOf(
  { store, seal }: Pick<Laurel, 'store' | 'seal'>,
  program: string,
  reservation: string,
): Promise<Taken | null> {
  const found = (await store.codes.collection.findOne({
    program,
    reservation,
  } as never)) as unknown as CodeDocument | null;
  return found && opened(seal, found);
}

function opened(seal: Laurel['seal'], { _id, code, takes = 0 }: CodeDocument): Taken {
  return { code: seal.open(code, _id), takes };
}

/** More than so many are not counted. */
const COUNTED = 1_000;
/** A count above this may be so many milliseconds old: it is told to every page that asks, and counting is reading each. */
const PLENTY = 100;
const FRESH = 2_000;
const counted = new WeakMap<Store, Map<string, { left: number; at: number }>>();

async function countLeft(store: Store, program: string, pool: string): Promise<number> {
  const known = counted.get(store) ?? new Map<string, { left: number; at: number }>();
  counted.set(store, known);
  const key = `${program}:${pool}`;
  const held = known.get(key);
  if (held && held.left > PLENTY && performance.now() - held.at < FRESH) return held.left;
  const left = await store.codes.collection.countDocuments({ program, pool, at: null } as never, { limit: COUNTED });
  known.set(key, { left, at: performance.now() });
  return left;
}

/** How many codes are left for each reward that takes them from a pool; null: more than anybody wants to count. */
export async function poolsOf(
  { store }: Pick<Laurel, 'store'>,
  { id: program, document }: PublishedProgram,
): Promise<Map<string, number | null>> {
  const pooled = document.rewards.flatMap(({ id, codes }) =>
    codes && 'pool' in codes ? [{ id, pool: codes.pool }] : [],
  );
  return new Map(
    await Promise.all(
      pooled.map(async ({ id, pool }): Promise<[string, number | null]> => {
        const left = await countLeft(store, program, pool);
        return [id, left < COUNTED ? left : null];
      }),
    ),
  );
}

/** Puts a code back that was never shown to anybody; a second time changes nothing. */
export async function putCodeBack(
  { store }: Pick<Laurel, 'store'>,
  program: string,
  reservation: string,
): Promise<void> {
  await store.codes.collection.updateOne(
    { program, reservation, done: { $ne: true } } as never,
    { $set: { reservation: null, member: null, at: null } } as never,
  );
}
