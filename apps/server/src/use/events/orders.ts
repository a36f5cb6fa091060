import { type Entry, type Fact, isPurchase } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram, type Submitted } from '../../laurel.ts';
import { standingOf } from '../../log/standing.ts';
import { claimId, findClaims } from '../../store/claims.ts';
import type { ClaimDocument, EntryDocument, MemberDocument } from '../../store/documents.ts';
import { entryOf } from '../../store/entries.ts';
import { enrolOf, personOf } from '../members/person.ts';
import { leadOf, submitFollowing } from '../merges/follow.ts';
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
    if (claim.from) {
      const mine = claim.member === member && claim.body === incoming.body;
      const submitted = await finishMove(laurel, program, claim, orderId, mine ? known : null);
      if (submitted) return submitted;
      continue;
    }
    if (claim.body === null) {
      // An order comes of which only refunds have spoken: the claim becomes the order's, and the refunds come along.
      await moveClaim(laurel, claim, member, { body: incoming.body, key: incoming.fact.key });
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
    const visitor = incoming.person?.kind === 'account' && (await isVisitor(laurel, claim.member));
    if (!visitor || first.entry.outcome !== 'kept') return { ...first, replayed: true };
    await moveClaim(laurel, claim, member, {});
  }
}

/**
 * Gives an order to another member: the claim first, where one of all who try at once wins, then the logs. The claim says where the
 * order comes from until they are done, so that whoever meets it meanwhile finishes that.
 */
async function moveClaim(
  laurel: Laurel,
  { _id, member, body }: ClaimDocument,
  to: string,
  set: Partial<ClaimDocument>,
): Promise<void> {
  const from = await leadOf(laurel, member);
  const moved = from === to ? {} : { from };
  await laurel.store.claims.collection.updateOne(
    { _id, member, body, from: { $exists: false } } as never,
    { $set: { member: to, ...moved, ...set } } as never,
  );
  await laurel.step('claim.moved');
}

/**
 * Judges an order in the log to which its claim went, closes it in the log from which it came, and takes along what was kept there.
 * @param known the order, where it is whoever sends it that has it now
 * @returns the order as it was judged; null: somebody else sends it
 */
export async function finishMove(
  laurel: Laurel,
  program: PublishedProgram,
  { _id, key, from = '', member: to }: ClaimDocument,
  orderId: string,
  known: Known | null,
): Promise<Submitted | null> {
  const subject = `order:${orderId}`;
  let submitted: Submitted | null = null;
  if (known) {
    // What was given back before comes first, so that the order is judged as what is left of it.
    await moveKept(laurel, program, from, subject, to, ({ type }) => !isPurchase(type));
    submitted = await submitFact(laurel, program, known, { key: key ?? known.incoming.fact.key });
  }
  // History is recorded as of when it happened.
  const past = known?.imported ? { now: Math.min(known.incoming.fact.occurredAt, laurel.now()) } : {};
  const imported = known?.imported ? { imported: true } : {};
  await laurel.log
    .submit(
      program,
      from,
      { kind: 'handOver', key: handOverKey(subject), body: to, subject, to, ...imported },
      { enrol: { guest: true, join: false }, ...past },
    )
    .catch((error: unknown) => {
      // A log that was merged into another meanwhile gave it what it kept.
      if (!(error instanceof LaurelError) || error.code !== 'member_closed') throw error;
    });
  await laurel.step('handed.over');
  await finishHandOver(laurel, program, from, subject, to);
  return submitted;
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
  which: (fact: Fact) => boolean = () => true,
): Promise<void> {
  const found = await laurel.store.entries.collection
    .find({ program: program.id, member: from, subjects: subject, kind: 'fact.kept' } as never)
    .sort({ seq: 1 })
    .toArray();
  const enrol = enrolOf(program.document, personOf(await ownerOf(laurel, to)));
  for (const document of found) {
    const { fact, keys, body, imported }: Entry = entryOf(document as unknown as EntryDocument);
    const [key] = keys;
    if (!fact || key === undefined || !which(fact)) continue;
    await submitFollowing(
      laurel,
      program,
      to,
      { kind: 'fact', key, body, fact, referral: null, ...(imported ? { imported } : {}) },
      { enrol, standing: true, ...(imported ? { now: fact.occurredAt } : {}) },
    );
  }
}

/** The last part of a hand-over, also where its process died: what was kept is judged, and the claim has arrived. */
export async function finishHandOver(
  laurel: Laurel,
  program: PublishedProgram,
  from: string,
  subject: string,
  to: string,
): Promise<void> {
  await moveKept(laurel, program, from, subject, to);
  const _id = claimId(program.id, 'order', subject.slice('order:'.length));
  await laurel.store.claims.collection.updateOne({ _id, member: to, from } as never, { $unset: { from: 1 } });
}

/** Whether nobody with an account stands behind a member, or behind whom it was merged into. */
async function isVisitor(laurel: Laurel, member: string): Promise<boolean> {
  return personOf(await ownerOf(laurel, await leadOf(laurel, member))).kind !== 'account';
}

/** The stored id of a member; an erased one is nobody's account any more. */
export async function ownerOf(laurel: Laurel, member: string): Promise<string> {
  const found = (await laurel.store.members.collection.findOne({ _id: member } as never, {
    projection: { externalId: 1 },
  })) as unknown as MemberDocument | null;
  return found?.externalId ?? member;
}
