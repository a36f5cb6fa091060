import { createHmac } from 'node:crypto';
import type { Signals } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import type { SignalDocument } from '../../store/documents.ts';
import { duplicatesOf } from '../../store/faults.ts';
import { secretOf } from '../programs/secret.ts';
import { formsOf, type Signal } from './forms.ts';

type Core = Pick<Laurel, 'store' | 'now'>;

/** Signals of one member that are kept; the oldest go first. */
const KEPT = 100;

export interface Said extends Signals {
  member: string;
  birthday?: string | undefined;
}

/** A form of a signal as it is kept: keyed with the program's own secret, so that nobody finds out whose it was. */
export async function hashSignal(core: Core, program: string, kind: Signal, form: string): Promise<string> {
  const secret = await secretOf(core.store, program);
  return createHmac('sha256', secret).update(`signal ${kind} ${form}`).digest('base64url').slice(0, 27);
}

/** Takes note of what tells people apart, before anything is decided by it. A program without recommendations keeps nothing. */
export async function noteSignals(core: Core, program: PublishedProgram, said: readonly Said[]): Promise<void> {
  if (!program.document.referral || said.length === 0) return;
  const at = new Date(core.now());
  const writes: object[] = [];
  const members = new Set<string>();
  for (const { member, ...rest } of said) {
    for (const [kind, form] of formsOf(rest)) {
      const hash = await hashSignal(core, program.id, kind, form);
      const filter = { _id: `${member}:${kind}:${hash}` };
      const $setOnInsert = { program: program.id, member, kind, hash };
      writes.push({ updateOne: { filter, update: { $setOnInsert, $set: { at } }, upsert: true } });
      members.add(member);
    }
  }
  if (writes.length === 0) return;
  const { upsertedCount = 0 } = await core.store.signals.collection
    .bulkWrite(writes as never[], { ordered: false })
    // Another process noted the same one.
    .catch((error: unknown) => {
      duplicatesOf(error);
      return { upsertedCount: 1 };
    });
  if (upsertedCount > 0) for (const member of members) await forgetOldest(core, program.id, member);
}

async function forgetOldest({ store }: Core, program: string, member: string): Promise<void> {
  const count = await store.signals.collection.countDocuments({ program, member } as never);
  if (count <= KEPT) return;
  const old = await store.signals.collection
    .find({ program, member } as never, { projection: { _id: 1 } })
    .sort({ at: 1 })
    .limit(count - KEPT)
    .toArray();
  await store.signals.collection.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } } as never);
}

/** Marks the means of payment and devices of a member whose payment was taken back, or takes the mark away again. */
export async function markCharged(core: Core, program: string, member: string, charged: boolean): Promise<void> {
  await core.store.signals.collection.updateMany(
    { program, member, kind: { $in: ['payment', 'device'] } } as never,
    charged ? { $set: { charged: new Date(core.now()) } } : { $unset: { charged: 1 } },
  );
}

/** Forgets all that tells a member apart. */
export async function forgetSignals({ store }: Pick<Core, 'store'>, program: string, members: string[]): Promise<void> {
  await store.signals.collection.deleteMany({ program, member: { $in: members } } as never);
}

/** The signals of some members. */
export async function signalsOf({ store }: Core, program: string, members: string[]): Promise<SignalDocument[]> {
  return (await store.signals.collection
    .find({ program, member: { $in: members } } as never)
    .limit(KEPT * Math.max(1, members.length))
    .toArray()) as unknown as SignalDocument[];
}
