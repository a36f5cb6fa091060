import type { Command, Effect } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../laurel.ts';
import { claimId, findClaims } from '../store/claims.ts';
import type { CardsDocument } from '../store/documents.ts';
import { leadOf, submitFollowing } from '../use/merges/follow.ts';

/**
 * Takes what a gift card pays for somebody else's order off the card, in the log of whose card it is. Once, however often it is tried. A
 * card with too little on it leaves a refusal in that log: the order stands, whatever becomes of it.
 */
export async function chargeCard(
  laurel: Laurel,
  program: PublishedProgram,
  { id, use, code, amount, subject }: Extract<Effect, { kind: 'charge' }>,
): Promise<void> {
  const owner = await ownerOfCard(laurel, program, code);
  if (owner === null) return;
  await noteCard(laurel, program, subject, code);
  await submit(laurel, program, owner, {
    kind: 'use',
    key: `\u0001${id}`,
    body: '',
    use,
    code,
    amount,
    subject,
    once: true,
  });
}

/** Gives back to the cards of others what they paid for an order, or takes it again: whether the till asked for it or the order named them. */
export async function returnCards(
  laurel: Laurel,
  program: PublishedProgram,
  member: string,
  { kind, id, subject }: Extract<Effect, { kind: 'uncharge' | 'recharge' }>,
): Promise<void> {
  const found = (await laurel.store.cards.collection.findOne({
    _id: cardsId(program, subject),
  } as never)) as unknown as CardsDocument | null;
  for (const code of found?.codes ?? []) {
    const owner = await ownerOfCard(laurel, program, code);
    // One's own are in the entry itself.
    if (owner === null || (await leadOf(laurel, owner)) === member) continue;
    const key = `\u0001${id}:${code}`;
    await submit(laurel, program, owner, {
      kind: 'returnCard',
      key,
      body: '',
      code,
      subject,
      again: kind === 'recharge',
    });
  }
}

/** Notes that a card pays for an order, before it does: whoever undoes the order finds it. */
export async function noteCard(
  { store }: Pick<Laurel, 'store'>,
  program: PublishedProgram,
  subject: string,
  code: string,
): Promise<void> {
  await store.cards.collection.updateOne(
    { _id: cardsId(program, subject) } as never,
    { $addToSet: { codes: code }, $setOnInsert: { program: program.id } } as never,
    { upsert: true },
  );
}

const cardsId = ({ id }: PublishedProgram, subject: string) => claimId(id, 'use', `cards of ${subject}`);

async function ownerOfCard({ store }: Laurel, { id }: PublishedProgram, code: string): Promise<string | null> {
  const claim = claimId(id, 'coupon', code);
  return (await findClaims(store, [claim])).get(claim)?.member ?? null;
}

async function submit(laurel: Laurel, program: PublishedProgram, owner: string, command: Command): Promise<void> {
  try {
    await submitFollowing(laurel, program, owner, command, { standing: true });
  } catch (error) {
    // Whoever was erased has no card any more.
    if (!(error instanceof LaurelError) || error.code !== 'member_closed') throw error;
  }
}
