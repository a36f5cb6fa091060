import type { PublishedProgram } from '../laurel.ts';
import type { MemberDocument } from '../store/documents.ts';
import type { Store } from '../store/store.ts';

/** How many milliseconds a member's own clock is ahead of the server's; 0 in a live program, where nothing is asked. */
export async function aheadOf(store: Store, { mode }: PublishedProgram, member: string): Promise<number> {
  if (mode !== 'test') return 0;
  const found = (await store.members.collection.findOne({ _id: member } as never, {
    projection: { clock: 1 },
  })) as unknown as Pick<MemberDocument, 'clock'> | null;
  return found?.clock ?? 0;
}

/** The clock of a program that is the furthest ahead: by then everything of it is recorded. */
export async function furthestOf(store: Store, { id: program, mode }: PublishedProgram): Promise<number> {
  if (mode !== 'test') return 0;
  const found = (await store.members.collection.findOne({ program, clock: { $gt: 0 } } as never, {
    sort: { clock: -1 },
    projection: { clock: 1 },
  })) as unknown as Pick<MemberDocument, 'clock'> | null;
  return found?.clock ?? 0;
}
