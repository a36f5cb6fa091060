import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { ownerOf, resolveOrder } from '../events/orders.ts';
import { enrolOf, personOf } from '../members/person.ts';
import { leadOf } from '../merges/follow.ts';
import type { KnownOrder } from './order.ts';

/**
 * Has an order that was only kept judged for a member: a visitor's is handed over, one's own from before joining is judged now.
 * Once, however often it is tried.
 * @returns false where it cannot be: it was judged for somebody
 */
export async function takeOrder(
  laurel: Laurel,
  program: PublishedProgram,
  asking: string,
  orderId: string,
  { whose, claim, entry }: KnownOrder,
): Promise<boolean> {
  if (entry.kind !== 'fact.kept' || !entry.fact || claim.body === null) return false;
  const member = await leadOf(laurel, asking);
  const stored = await ownerOf(laurel, member);
  if (whose === 'own') {
    if (entry.reason !== 'not_joined') return false;
    const submitted = await laurel.log.submit(
      program,
      member,
      { kind: 'fact', key: `\u0001claim:${orderId}`, body: entry.body, fact: entry.fact, referral: null },
      { enrol: enrolOf(program.document, personOf(stored)), standing: true },
    );
    return submitted.entry.kind === 'fact.judged';
  }
  const key = claim.key ?? entry.fact.key;
  const { entry: judged } = await resolveOrder(laurel, program, {
    incoming: {
      fact: { ...entry.fact, key },
      person: personOf(stored),
      stored,
      body: claim.body,
      about: '',
      order: { id: orderId, brings: true },
      referralCode: null,
      signals: null,
      late: false,
    },
    member,
    stored,
    advocate: null,
    sameKey: false,
    standing: true,
    imported: false,
  }).catch((error: unknown) => {
    if (error instanceof LaurelError && error.code === 'order_conflict') return { entry: null };
    throw error;
  });
  return judged !== null && (await leadOf(laurel, judged.member)) === member;
}
