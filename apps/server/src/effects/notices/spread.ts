import type { Laurel } from '../../laurel.ts';
import type { DispatchDocument, HookDocument, NoticeDocument } from '../../store/documents.ts';
import { duplicatesOf } from '../../store/faults.ts';
import { ownerOf } from '../../use/events/orders.ts';
import { hashOf } from '../../use/hash.ts';
import { toldId } from '../../use/members/person.ts';

/** Notices that are looked at together. */
const TOGETHER = 100;

/**
 * Makes a call of each notice for each webhook that asks for it, under an id that follows from both: once, however many processes do it.
 * @returns whether there was anything to do
 */
export async function spreadNotices({ store }: Laurel): Promise<boolean> {
  const notices = await store.outbox.find({ sentAt: null }).sort({ at: 1 }).limit(TOGETHER).lean<NoticeDocument[]>();
  for (const notice of notices) {
    const hooks = await store.hooks
      .find({ program: notice.program, ...(notice.hook === undefined ? {} : { _id: notice.hook }) })
      .lean<HookDocument[]>();
    const asking = hooks.filter(({ events }) => events.length === 0 || notice.hook || events.includes(notice.type));
    if (asking.length > 0) {
      const body = await bodyOf(store, notice);
      await store.dispatches.collection
        .insertMany(asking.map((hook) => callOf(notice, hook, body)) as never[], { ordered: false })
        .catch((error: unknown) => void duplicatesOf(error));
    }
    await store.outbox.collection.updateOne({ _id: notice._id, sentAt: null } as never, {
      $set: { sentAt: new Date() },
    });
  }
  return notices.length > 0;
}

function callOf({ _id, program, type, at }: NoticeDocument, hook: HookDocument, body: string): DispatchDocument {
  return {
    _id: `msg_${hashOf([_id, hook._id])}`,
    program,
    hook: hook._id,
    type,
    body,
    state: 'waiting',
    attempts: 0,
    nextAt: new Date(),
    lastError: null,
    at,
  };
}

async function bodyOf(store: Laurel['store'], { type, at, data, member }: NoticeDocument): Promise<string> {
  const about = member === undefined ? {} : { member: await shownId(store, member) };
  return JSON.stringify({ type, timestamp: at.toISOString(), data: { ...about, ...data } });
}

/** The shop's own id; null once the person was erased. */
async function shownId(store: Laurel['store'], member: string): Promise<string | null> {
  const stored = await ownerOf({ store } as Laurel, member);
  return stored === member ? null : toldId(stored);
}
