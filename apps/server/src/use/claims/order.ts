import { type Entry, isPurchase } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { claimId, findClaims } from '../../store/claims.ts';
import type { ClaimDocument, EntryDocument } from '../../store/documents.ts';
import { entryOf } from '../../store/entries.ts';
import { ownerOf } from '../events/orders.ts';
import { personOf } from '../members/person.ts';
import { leadOf } from '../merges/follow.ts';

/** What is known of the order that somebody asks for. */
export interface KnownOrder {
  /** `own`: of whoever asks; `visitor`: of somebody without an account; `other`: of another account. */
  whose: 'own' | 'visitor' | 'other';
  /** The shop's id of the visitor, where it is one's. */
  visitor: string | null;
  claim: ClaimDocument;
  /** The entry that judged it, or that kept it. */
  entry: Entry;
}

/** What the program knows of an order, seen by a member; null: nobody has brought it yet. */
export async function knownOrder(
  laurel: Laurel,
  program: PublishedProgram,
  member: string,
  orderId: string,
): Promise<KnownOrder | null> {
  const id = claimId(program.id, 'order', orderId);
  const claim = (await findClaims(laurel.store, [id])).get(id);
  if (!claim || claim.body === null) return null;
  const [owner, mine] = await Promise.all([leadOf(laurel, claim.member), leadOf(laurel, member)]);
  const entry = await bringing(laurel, program.id, [...new Set([claim.member, owner])], orderId);
  if (!entry) return null;
  if (owner === mine) return { whose: 'own', visitor: null, claim, entry };
  const person = personOf(await ownerOf(laurel, owner));
  if (person.kind === 'account') return { whose: 'other', visitor: null, claim, entry };
  return { whose: 'visitor', visitor: person.kind === 'guest' ? person.id : null, claim, entry };
}

/** The entry that brought an order: the one that judged it before one that only kept it. */
async function bringing(laurel: Laurel, program: string, members: string[], orderId: string): Promise<Entry | null> {
  const found = await laurel.store.entries.collection
    .find({
      program,
      member: { $in: members },
      subjects: `order:${orderId}`,
      kind: { $in: ['fact.judged', 'fact.kept'] },
    } as never)
    .sort({ seq: 1 })
    .toArray();
  const bringers = found
    .map((document) => entryOf(document as unknown as EntryDocument))
    .filter(({ fact }) => fact && isPurchase(fact.type));
  return bringers.find(({ kind }) => kind === 'fact.judged') ?? bringers.at(-1) ?? null;
}
