import { z } from 'zod';
import { Currency, Minor, ShopId } from '../ids.ts';
import { Instant } from '../time.ts';
import { bounded } from './bounded.ts';

const text = (most: number) => z.string().min(1).max(most).optional();
const of = <Shape extends z.ZodRawShape>(shape: Shape) => bounded(z.object(shape).catchall(z.json()));

/**
 * Kinds of events with a meaning of their own. What is named here is checked; anything else may stand beside it, and rules may ask
 * for it. Amounts are minor units.
 */
export const KNOWN = {
  /** An order has reached the shopper; late where it came after what was promised. */
  'order.delivered': of({
    orderId: ShopId,
    promisedAt: Instant.optional().describe('by default what the order said'),
    partial: z.boolean().optional().describe('one parcel of several: what waits for the delivery goes on waiting'),
  }),
  'review.published': of({ sku: text(200), stars: z.number().min(0).max(10).optional(), orderId: ShopId.optional() }),
  'photo.shared': of({ sku: text(200), url: z.url().max(2_000).optional() }),
  'post.shared': of({ network: text(100), url: z.url().max(2_000).optional() }),
  'newsletter.subscribed': of({ list: text(200) }),
  'newsletter.opened': of({ issue: text(200) }),
  'profile.completed': of({ fields: z.array(z.string().max(100)).max(50).optional() }),
  'survey.answered': of({ survey: text(200), score: z.number().optional() }),
  'feedback.given': of({ topic: text(200), score: z.number().optional() }),
  'site.visited': of({ path: text(500) }),
  'store.visited': of({ place: text(64) }),
  'app.installed': of({ platform: text(50) }),
  'account.linked': of({ provider: text(100) }),
  'packaging.returned': of({ items: z.int().min(1).max(10_000).optional(), place: text(64) }),
  /** A purchase at a partner, by card feed or from the partner: one for each transaction of a feed. */
  'partner.purchased': of({
    transactionId: ShopId,
    amount: Minor,
    currency: Currency,
    partner: text(200),
    category: text(200).describe('the merchant category, e.g. "5812" or "restaurants"'),
    own: z.boolean().optional().describe('true: it was at the shop itself, which tells of it by `order.paid` as well'),
  }),
  'partner.refunded': of({ transactionId: ShopId, refundId: ShopId, amount: Minor, currency: Currency.optional() }),
} as const;
export type KnownType = keyof typeof KNOWN;

/** Kinds that only Laurel itself makes: of a member's profile, their log, and who followed their links. */
export const OWN_TYPES = [
  'member.joined',
  'birthday.reached',
  'anniversary.reached',
  'share.visited',
  'segment.entered',
  'segment.left',
] as const;
