import type { Effect, Entry } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../laurel.ts';
import { giveBack } from '../log/stock.ts';
import type { EntryDocument } from '../store/documents.ts';
import { entryOf } from '../store/entries.ts';
import { told } from '../store/faults.ts';
import { finishHandOver, ownerOf } from '../use/events/orders.ts';
import { hashOf } from '../use/hash.ts';
import { enrolOf, personOf } from '../use/members/person.ts';
import { deliverEstate, deliverTransfer } from '../use/merges/deliver.ts';
import { submitFollowing } from '../use/merges/follow.ts';
import { noteReferral, tellsOfReferral } from '../use/referrals/note.ts';
import { movesSegments, noteSegments } from '../use/segments/note.ts';
import { sortSegments } from '../use/segments/sort.ts';
import { freePools, freesPools } from './budgets.ts';
import { chargeCard, returnCards } from './cards.ts';
import { askForCode } from './deliver/ask.ts';
import { isTold, leaveNotices } from './notices/leave.ts';

/** Whether an entry means anything for others. */
export function hasEffects({ imported, effects, kind, changes, fact, due, recordedAt }: Entry): boolean {
  if (!imported && (effects.length > 0 || isTold({ changes }))) return true;
  if (!imported && due !== undefined && due <= recordedAt) return true;
  if (movesSegments({ changes })) return true;
  return kind === 'subject.handed_over' || freesPools({ changes }) || tellsOfReferral({ changes, fact });
}

/** Carries out what an entry means for others: each under a key derived from it, so that it happens once however often it is tried. */
export async function performEffects(laurel: Laurel, entry: Entry): Promise<void> {
  const program = await laurel.programs.byId(entry.program);
  if (!program) throw new Error(`There is no program ${entry.program}, which an entry of ${entry.member} names.`);
  if (freesPools(entry)) await freePools(laurel, entry);
  if (tellsOfReferral(entry)) await noteReferral(laurel, entry);
  if (movesSegments(entry)) await noteSegments(laurel, entry);
  if (!entry.imported && isTold(entry)) await leaveNotices(laurel, entry);
  // One that cannot be carried out does not stop the others; the first of them is told.
  const failures: unknown[] = [];
  for (const effect of entry.imported ? [] : entry.effects) {
    try {
      await performEffect(laurel, program, entry, effect);
    } catch (error) {
      if (isPassing(error)) throw error;
      failures.push(error);
    }
  }
  for (const change of entry.changes)
    if (change.kind === 'handed.over') await finishHandOver(laurel, program, entry.member, change.subject, change.to);
  if (!entry.imported && entry.due !== undefined && entry.due <= entry.recordedAt)
    await sortSegments(laurel, program, entry.member, entry.recordedAt);
  if (failures.length > 0) throw failures[0];
  await laurel.step('effect.done');
}

/** Whether the store, and not the effect, is why it could not be carried out: the same may be tried again. */
export function isPassing(error: unknown): boolean {
  const known = told(error);
  return known instanceof LaurelError && (known.code === 'store_unavailable' || known.code === 'overloaded');
}

async function performEffect(laurel: Laurel, program: PublishedProgram, entry: Entry, effect: Effect): Promise<void> {
  if (effect.kind === 'credit') return creditKept(laurel, program, entry, effect);
  if (effect.kind === 'unreserve')
    return giveBack(laurel.store, entry.program, effect.reward, effect.reservation, entry.recordedAt);
  if (effect.kind === 'code') return askForCode(laurel, entry, effect);
  if (effect.kind === 'absorb') return void (await deliverEstate(laurel, program, entry, effect));
  if (effect.kind === 'receive') return void (await deliverTransfer(laurel, program, entry, effect));
  if (effect.kind === 'charge') return chargeCard(laurel, program, effect);
  if (effect.kind === 'uncharge' || effect.kind === 'recharge')
    return returnCards(laurel, program, entry.member, effect);
  const { id: key, to, reaction } = effect;
  await submitFollowing(
    laurel,
    program,
    to,
    { kind: 'react', key, body: hashOf(reaction), reaction },
    { enrol: { guest: false, join: false }, standing: true },
  );
}

/** Judges what a log kept before its member joined, except the orders that went to another log. */
async function creditKept(
  laurel: Laurel,
  program: PublishedProgram,
  { member }: Entry,
  { id, since, of = member }: Extract<Effect, { kind: 'credit' }>,
): Promise<void> {
  const found = await laurel.store.entries.collection
    .find({ program: program.id, member: of, kind: { $in: ['fact.kept', 'subject.handed_over'] } } as never)
    .sort({ seq: 1 })
    .toArray();
  const entries = found.map((document) => entryOf(document as unknown as EntryDocument));
  const gone = new Set(entries.flatMap((entry) => (entry.kind === 'subject.handed_over' ? entry.subjects : [])));
  const enrol = enrolOf(program.document, personOf(await ownerOf(laurel, member)));
  for (const { kind, fact, subjects, seq, body } of entries) {
    if (kind !== 'fact.kept' || !fact || fact.occurredAt < since || subjects.some((subject) => gone.has(subject)))
      continue;
    await submitFollowing(
      laurel,
      program,
      member,
      { kind: 'fact', key: `${id}:${seq}`, body, fact, referral: null },
      { enrol, standing: true },
    );
  }
}
