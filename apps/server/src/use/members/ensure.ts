import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { drawCode, plain } from '../../log/codes.ts';
import { claimAll, claimId, claimOf, findClaims } from '../../store/claims.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { duplicatesOf } from '../../store/faults.ts';
import { gather, perStore } from '../../store/gather.ts';
import type { Store } from '../../store/store.ts';
import { drawId } from '../ids.ts';
import { knownOf } from './known.ts';
import { personOf } from './person.ts';

/** Letters of a referral code: short enough to be told aloud. */
export const CODE_LETTERS = 8;

/**
 * Finds the members behind some stored ids, and makes those who are new: the id is claimed first, the profile stands beside the
 * log, and the log begins with the first command. All in a few round trips, however many they are.
 * @returns member ids by stored id
 */
export async function ensureMembers(
  laurel: Laurel,
  program: PublishedProgram,
  stored: Iterable<string>,
): Promise<Map<string, string>> {
  const known = knownOf(laurel.store, program.id);
  const members = new Map<string, string>();
  const asked: string[] = [];
  for (const id of new Set(stored)) {
    const member = known.get(id);
    if (member === undefined) asked.push(id);
    else members.set(id, member);
  }
  if (asked.length === 0) return members;
  const claims = await findClaims(
    laurel.store,
    asked.map((id) => claimId(program.id, 'externalId', id)),
  );
  const fresh = new Map<string, string>();
  const standing = new Map<string, string>();
  for (const id of asked) {
    const claim = claims.get(claimId(program.id, 'externalId', id));
    if (claim) standing.set(id, claim.member);
    else fresh.set(id, drawId('mem'));
  }
  const taken = await claimAll(
    laurel.store,
    [...fresh].map(([id, member]) => claimOf(program.id, 'externalId', id, member)),
  );
  await laurel.step('claimed');
  for (const id of fresh.keys()) {
    const other = taken.get(claimId(program.id, 'externalId', id));
    if (!other) continue;
    fresh.delete(id);
    standing.set(id, other.member);
  }
  await makeDocuments(laurel, program, new Map([...fresh, ...(await without(laurel.store, standing))]));
  await laurel.step('members.made');
  for (const member of fresh.values()) laurel.log.begin(member);
  for (const [id, member] of [...fresh, ...standing]) {
    members.set(id, member);
    known.set(id, member);
  }
  return members;
}

/** Those whose process died between claim and document. */
async function without(store: Store, standing: Map<string, string>): Promise<Map<string, string>> {
  if (standing.size === 0) return standing;
  const found = await store.members.collection
    .find({ _id: { $in: [...standing.values()] } } as never, { projection: { _id: 1 } })
    .toArray();
  const ids = new Set(found.map(({ _id }) => String(_id)));
  return new Map([...standing].filter(([, member]) => !ids.has(member)));
}

async function makeDocuments(laurel: Laurel, program: PublishedProgram, members: Map<string, string>): Promise<void> {
  if (members.size === 0) return;
  const accounts = [...members].filter(([id]) => personOf(id).kind === 'account').map(([, member]) => member);
  const codes = program.document.referral ? await drawCodes(laurel.store, program.id, accounts) : new Map();
  const documents = [...members].map(
    ([externalId, _id]): MemberDocument => ({
      _id,
      program: program.id,
      externalId,
      profile: {},
      alias: null,
      onBoards: true,
      referralCode: codes.get(_id) ?? null,
      createdAt: new Date(laurel.now()),
      erasedAt: null,
    }),
  );
  await insertOf(laurel.store)(documents);
}

/** Makes the documents of many who come at once in one insert. */
const insertOf = perStore((store: Store) =>
  gather(async (documents: MemberDocument[]): Promise<string[]> => {
    try {
      await store.members.collection.insertMany(documents as never[], { ordered: false });
    } catch (error) {
      // Another process resumed the same claim.
      duplicatesOf(error);
    }
    return documents.map(({ _id }) => _id);
  }),
);

/** A referral code for each, claimed in one round trip; what happens to be taken is drawn again. */
async function drawCodes(store: Store, program: string, members: string[]): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  for (let left = members; left.length > 0; left = left.filter((member) => !codes.has(member))) {
    const drawn = new Map(left.map((member) => [drawCode(plain(CODE_LETTERS)), member]));
    const taken = await claimAll(
      store,
      [...drawn].map(([code, member]) => claimOf(program, 'code', code, member)),
    );
    for (const [code, member] of drawn) if (!taken.has(claimId(program, 'code', code))) codes.set(member, code);
  }
  return codes;
}
