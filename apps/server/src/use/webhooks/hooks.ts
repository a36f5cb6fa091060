import { randomBytes } from 'node:crypto';
import type { NewWebhookView, WebhookEvent, WebhookView } from '@laurel/contract';
import { forgetHooks } from '../../effects/notices/hooks.ts';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import type { HookDocument, NoticeDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { drawId } from '../ids.ts';

/** A program has so many webhooks at most: each event is sent to all of them. */
const MOST = 20;
/** How long a secret that was replaced signs beside the new one, in milliseconds. */
const BESIDE = 24 * 60 * 60_000;

const drawSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

/** Has the shop told of what happens from now on. @returns with the secret, which is told once */
export async function createHook(
  laurel: Laurel,
  program: PublishedProgram,
  { url, events, name }: { url: string; events: WebhookEvent[]; name: string },
): Promise<NewWebhookView> {
  try {
    const { hooks } = laurel.store;
    if ((await hooks.countDocuments({ program: program.id })) >= MOST)
      throw new LaurelError('bad_request', { reason: `a program has ${MOST} webhooks at most` });
    const secret = drawSecret();
    const hook: HookDocument = {
      _id: drawId('whk'),
      program: program.id,
      name,
      url,
      events: [...new Set(events)],
      secrets: [{ secret, until: null }],
      createdAt: new Date(laurel.now()),
    };
    await hooks.collection.insertOne(hook as never);
    forgetHooks(laurel.store, program.id);
    return { ...viewOf(hook), secret };
  } catch (error) {
    throw told(error);
  }
}

/** The webhooks of a program, without their secrets. */
export async function listHooks({ store }: Laurel, program: PublishedProgram): Promise<WebhookView[]> {
  try {
    const found = await store.hooks.find({ program: program.id }).sort({ createdAt: 1 }).lean<HookDocument[]>();
    return found.map(viewOf);
  } catch (error) {
    throw told(error);
  }
}

/** Takes a webhook away, with the calls that wait for it. @throws LaurelError `webhook_not_found` */
export async function removeHook({ store }: Laurel, program: PublishedProgram, id: string): Promise<{ removed: true }> {
  try {
    const { deletedCount } = await store.hooks.collection.deleteOne({ _id: id, program: program.id } as never);
    if (deletedCount === 0) throw new LaurelError('webhook_not_found', { webhook: id });
    await store.dispatches.collection.deleteMany({ program: program.id, hook: id, state: { $ne: 'done' } } as never);
    forgetHooks(store, program.id);
    return { removed: true };
  } catch (error) {
    throw told(error);
  }
}

/** Gives a webhook a new secret; the old one signs beside it for a day. @throws LaurelError `webhook_not_found` */
export async function rotateHook(laurel: Laurel, program: PublishedProgram, id: string): Promise<NewWebhookView> {
  try {
    const hook = await findHook(laurel, program, id);
    const secret = drawSecret();
    const now = Date.now();
    const [newest] = hook.secrets;
    const secrets = [
      { secret, until: null },
      ...(newest ? [{ secret: newest.secret, until: new Date(now + BESIDE) }] : []),
    ];
    await laurel.store.hooks.collection.updateOne({ _id: id } as never, { $set: { secrets } });
    forgetHooks(laurel.store, program.id);
    return { ...viewOf(hook), secret };
  } catch (error) {
    throw told(error);
  }
}

/** Sends a webhook something to try it with. @throws LaurelError `webhook_not_found` */
export async function testHook(laurel: Laurel, program: PublishedProgram, id: string): Promise<{ sent: true }> {
  try {
    await findHook(laurel, program, id);
    const at = new Date(laurel.now());
    const notice: NoticeDocument = {
      _id: `webhook.test:${id}:${randomBytes(8).toString('hex')}`,
      program: program.id,
      type: 'webhook.test',
      hook: id,
      at,
      data: { webhook: id },
      sentAt: null,
    };
    await laurel.store.outbox.collection.insertOne(notice as never);
    return { sent: true };
  } catch (error) {
    throw told(error);
  }
}

async function findHook({ store }: Laurel, program: PublishedProgram, id: string): Promise<HookDocument> {
  const hook = await store.hooks.findOne({ _id: id, program: program.id }).lean<HookDocument>();
  if (!hook) throw new LaurelError('webhook_not_found', { webhook: id });
  return hook;
}

function viewOf({ _id, name, url, events, createdAt }: HookDocument): WebhookView {
  return { id: _id, name, url, events, createdAt: createdAt.toISOString() };
}
