import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { Laurel } from '../../laurel.ts';
import type { DeliveryDocument, KeyDocument, MemberDocument } from '../../store/documents.ts';
import { toldId } from '../../use/members/person.ts';
import { madeOf } from '../../use/redemptions/made.ts';

/** How long a shop may take to answer, in milliseconds, and how much it may say, in characters. */
const PATIENCE = 10_000;
const LONGEST = 16_384;

const Answer = z.object({
  code: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u),
  expiresAt: z.iso.datetime({ offset: true }).nullish(),
});

/** What the shop gave for a redemption. */
export interface Given {
  code: string;
  expiresAt: number | null;
}

/**
 * Asks a shop's webhook for a code, signed by every webhook key of the program that is not revoked.
 * @throws Error with a sentence that says what went wrong: it is shown to the merchant
 */
export async function callShop(laurel: Laurel, delivery: DeliveryDocument): Promise<Given> {
  const { store } = laurel;
  const { program, member, redemption, _id: id, url } = delivery;
  const [keys, document, made] = await Promise.all([
    store.keys.find({ program, kind: 'webhook', revokedAt: null }).sort({ createdAt: -1 }).lean<KeyDocument[]>(),
    store.members.findById(member).lean<MemberDocument>(),
    madeOf(laurel, program, member, redemption),
  ]);
  const secrets = keys.flatMap(({ secret }) => secret ?? []);
  if (secrets.length === 0)
    throw new Error('the program has no webhook key: make one with laurel keys create --kind webhook');
  if (!made) throw new Error('the redemption is not there');
  const sentAt = new Date();
  const { reward, cost, at } = made;
  const body = JSON.stringify({
    type: 'redemption.code_requested',
    timestamp: at.toISOString(),
    data: { redemption, reward, cost, member: toldId(document?.externalId ?? '') },
  });
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, sentAt, body)).join(' '),
    },
    body,
  }).catch((error: unknown) => {
    throw new Error(`the shop could not be reached: ${reasonOf(error)}`);
  });
  return readAnswer(response);
}

async function readAnswer(response: Response): Promise<Given> {
  const { ok, status, body } = response;
  if (!ok) {
    await body?.cancel();
    throw new Error(`the shop answered ${status}`);
  }
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > LONGEST) throw new Error('the shop answered more than 16 KB');
  }
  const parsed = Answer.safeParse(jsonOf(text));
  if (!parsed.success) throw new Error('the shop’s answer has no `code`: it should be { "code": "…" }');
  const { code, expiresAt } = parsed.data;
  return { code, expiresAt: expiresAt ? Date.parse(expiresAt) : null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message : error.message;
}
