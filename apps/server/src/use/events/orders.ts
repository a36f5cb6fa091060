import type { Entry } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram, type Submitted } from '../../laurel.ts';
import { standingOf } from '../../log/standing.ts';
import { claimId, findClaims } from '../../store/claims.ts';
import type { ClaimDocument, EntryDocument, MemberDocument } from '../../store/documents.ts';
import { entryOf } from '../../store/entries.ts';
import { enrolOf, personOf } from '../members/person.ts';
import { leadOf } from '../merges/follow.ts';
import type { Known } from './known.ts';
import { submitFact } from './submit.ts';

const handOverKey = (subject: string) => `\u0001handover:${subject}`;

/**
 * RULES 6: an order that is known already, or of which refunds have spoken. An equal repeat is a replay, another body a conflict; an
 * order that a visitor's log only kept is handed over to the account that sends it. Every step may be tried again.
 */
export async function resolveOrder(laurel: Laurel, program: PublishedProgram, known: Known): Promise<Submitted> {
  const { incoming, member } = known;
  const orderId = incoming.order?.id ?? '';
  const _id = claimId(program.id, 'order', orderId);
  for (;;) {
    const claim = (await findClaims(laurel.store, [_id])).get(_id);
    if (!claim) throw new Error(`The claim of order ${orderId} is gone.`);
    if (claim.body === null) {
      if (await takeOver(laurel, program, claim, known, orderId)) return submitFact(laurel, program, known);
      continue;
    }
    if (claim.body !== incoming.body) throw new LaurelError('order_conflict', { orderId });
    const key = claim.key ?? incoming.fact.key;
    if (claim.member === member) return submitFact(laurel, program, known, { key });
    const owner = await ownerOf(laurel, claim.member);
    if (known.sameKey && personOf(owner).kind === 'account')
      throw new LaurelError('idempotency_conflict', { key: incoming.fact.key });
    const first = await submitFact(
      laurel,
      program,
      { ...known, member: claim.member, stored: owner, advocate: null },
      { key },
    );
    // It was kept by somebody who turned out to be this member: their log tells this one what there was.
    if (first.entry.outcome === 'kept' && (await leadOf(laurel, claim.member)) === (await leadOf(laurel, member)))
      return submitFact(laurel, program, known, { key });
    const visitor = personOf(owner).kind !== 'account' && incoming.person?.kind === 'account';
    if (!visitor || first.entry.outcome !== 'kept') return { ...first, replayed: true };
    if (!(await handOver(laurel, program, claim, known, {}))) continue;
    const submitted = await submitFact(laurel, program, known, { key });
    await moveKept(laurel, program, claim.member, `order:${orderId}`, member);
    return submitted;
  }
}

/** An order comes of which only refunds have spoken: the claim becomes the order's, and the refunds come along. */
async function takeOver(
  laurel: Laurel,
  program: PublishedProgram,
  claim: ClaimDocument,
  known: Known,
  orderId: string,
): Promise<boolean> {
  const { incoming, member } = known;
  const set = { body: incoming.body, key: incoming.fact.key };
  if (claim.member !== member) {
    if (!(await handOver(laurel, program, claim, known, set))) return false;
    await moveKept(laurel, program, claim.member, `order:${orderId}`, member);
    return true;
  }
  const taken = await laurel.store.claims.collection.updateOne({ _id: claim._id, member, body: null } as never, {
    $set: set,
  });
  return taken.modifiedCount === 1;
}

/**
 * Closes an order in the log that kept it and names the log it goes to: the first one named stands. Then the claim follows.
 * @returns false when it went to another member
 */
async function handOver(
  laurel: Laurel,
  program: PublishedProgram,
  claim: ClaimDocument,
  { incoming, member: to, imported }: Known,
  set: Partial<ClaimDocument>,
): Promise<boolean> {
  const subject = `order:${incoming.order?.id}`;
  // History is recorded as of when it happened.
  const past = imported ? { now: Math.min(incoming.fact.occurredAt, laurel.now()) } : {};
  const target = await laurel.log
    .submit(
      program,
      claim.member,
      { kind: 'handOver', key: handOverKey(subject), body: to, subject, to, ...(imported ? { imported } : {}) },
      { enrol: { guest: true, join: false }, ...past },
    )
    .then(() => to)
    .catch(async (error: unknown) => {
      if (!(error instanceof LaurelError) || error.code !== 'idempotency_conflict') throw error;
      return handedTo(laurel, program.id, claim.member, subject);
    });
  await laurel.step('handed.over');
  const won = target === to;
  await laurel.store.claims.collection.updateOne(
    { _id: claim._id, member: claim.member } as never,
    { $set: { member: target, ...(won ? set : {}) } } as never,
  );
  await laurel.step('claim.moved');
  return won;
}

/** To whom a log handed an order over, or null. */
export async function handedTo(
  laurel: Laurel,
  program: string,
  member: string,
  subject: string,
): Promise<string | null> {
  const entry = (await standingOf(laurel.store, program, member, [handOverKey(subject)])).get(handOverKey(subject));
  return entry?.changes.flatMap((change) => (change.kind === 'handed.over' ? change.to : []))[0] ?? null;
}

/** Judges in the other log what this one kept of an order, under the same keys: once, however often it is tried. */
async function moveKept(
  laurel: Laurel,
  program: PublishedProgram,
  from: string,
  subject: string,
  to: string,
): Promise<void> {
  const found = await laurel.store.entries.collection
    .find({ program: program.id, member: from, subjects: subject, kind: 'fact.kept' } as never)
    .sort({ seq: 1 })
    .toArray();
  const enrol = enrolOf(program.document, personOf(await ownerOf(laurel, to)));
  for (const document of found) {
    const { fact, keys, body, imported }: Entry = entryOf(document as unknown as EntryDocument);
    const [key] = keys;
    if (!fact || key === undefined) continue;
    await laurel.log.submit(
      program,
      to,
      { kind: 'fact', key, body, fact, referral: null, ...(imported ? { imported } : {}) },
      { enrol, standing: true, ...(imported ? { now: fact.occurredAt } : {}) },
    );
  }
}

/** The worker's part of a hand-over whose process may have died: the claim follows, and what was kept is judged. */
export async function finishHandOver(
  laurel: Laurel,
  program: PublishedProgram,
  from: string,
  subject: string,
  to: string,
): Promise<void> {
  const _id = claimId(program.id, 'order', subject.slice('order:'.length));
  await laurel.store.claims.collection.updateOne({ _id, member: from } as never, { $set: { member: to } });
  await moveKept(laurel, program, from, subject, to);
}

/** The stored id of a member; an erased one is nobody's account any more. */
export async function ownerOf(laurel: Laurel, member: string): Promise<string> {
  const found = (await laurel.store.members.collection.findOne({ _id: member } as never, {
    projection: { externalId: 1 },
  })) as unknown as MemberDocument | null;
  return found?.externalId ?? member;
}
