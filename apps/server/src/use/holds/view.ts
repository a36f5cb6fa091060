import type { HoldView } from '@laurel/contract';
import { settled } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { pointsOf } from '../../log/points.ts';
import type { EntryDocument, MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { nowOf } from '../members/clock.ts';
import { toldId } from '../members/person.ts';
import { findHolder } from './find.ts';

/**
 * A hold as it stands now.
 * @throws LaurelError `hold_not_found`
 */
export async function getHold(laurel: Laurel, program: PublishedProgram, hold: string): Promise<HoldView> {
  try {
    return await holdView(laurel, program, await findHolder(laurel, program.id, hold), hold, false);
  } catch (error) {
    throw told(error);
  }
}

/** A hold as its entries tell it, exact at this instant whether or not anybody has written down that it is over. */
export async function holdView(
  laurel: Laurel,
  { id: program, document }: PublishedProgram,
  member: MemberDocument,
  id: string,
  replayed: boolean,
): Promise<HoldView> {
  const [entries, state] = await Promise.all([
    laurel.store.entries.collection
      .find({ program, member: member._id, subjects: `hold:${id}` } as never)
      .sort({ seq: 1 })
      .toArray() as unknown as Promise<EntryDocument[]>,
    laurel.log.state(program, member._id),
  ]);
  const now = settled(document, state, nowOf(laurel, member)).state;
  const changes = entries.flatMap((entry) => entry.changes);
  const held = changes.find((change) => change.kind === 'held' && change.hold === id);
  const paid = changes.find((change) => change.kind === 'hold.confirmed' && change.hold === id);
  if (held?.kind !== 'held') throw new LaurelError('hold_not_found', { hold: id });
  const confirmed = paid?.kind === 'hold.confirmed' ? paid : null;
  return {
    id,
    member: toldId(member.externalId ?? ''),
    points: confirmed?.points ?? held.points,
    amount: confirmed?.amount ?? held.amount,
    state: confirmed ? 'confirmed' : now.holds[id] ? 'held' : 'released',
    until: new Date(held.until).toISOString(),
    orderId: confirmed?.subject.slice('order:'.length) ?? null,
    replayed,
    balance: pointsOf(now),
  };
}
