import { z } from 'zod';
import type { Laurel } from '../../laurel.ts';
import type { DeliveryDocument, KeyDocument, MemberDocument } from '../../store/documents.ts';
import { toldId } from '../../use/members/person.ts';
import { madeOf } from '../../use/redemptions/made.ts';
import { post } from './post.ts';

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
  const text = await post(laurel, { id, url, body, sentAt, secrets });
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
