import { z } from 'zod';
import type { Reason } from '../constants/reasons.ts';
import { OrderLine, OrderPaid } from '../event/order.ts';
import { EventType, Minor, ShopId } from '../ids.ts';
import { Instant } from '../time.ts';
import type { AwardView, SilenceView } from './entry.ts';
import type { DrawView } from './member.ts';

/** A basket that is not paid yet. What is left out follows from the lines. */
export const Basket = z.object({
  lines: z.array(OrderLine).max(200),
  currency: OrderPaid.shape.currency.optional().describe('by default the program’s own'),
  subtotal: Minor.optional().describe('by default what the lines come to after their discounts'),
  shipping: Minor.optional(),
  tax: Minor.optional().describe('only where prices are without tax'),
  total: Minor.optional().describe('by default subtotal + shipping + tax'),
  country: z.string().max(100).optional(),
  channel: z.string().max(100).optional(),
  attributes: OrderPaid.shape.attributes,
  coupons: z.array(ShopId).max(10).optional(),
  paidWith: OrderPaid.shape.paidWith,
});
export type Basket = z.infer<typeof Basket>;

const fact = z.object({
  type: EventType,
  member: ShopId.optional().describe(
    'as in an event that is sent: whose it is, where `member` or `guest` beside it do not say so',
  ),
  guest: ShopId.optional(),
  occurredAt: Instant.optional().describe('by default now'),
  data: z.record(z.string().max(100), z.json()).default({}),
});

const locale = z.string().max(35).optional().describe('the language of names and sentences, e.g. "fr"');

/** What an event or a basket would earn. Nothing is kept of the question. */
export const PreviewInput = z
  .object({
    member: ShopId.optional().describe('the externalId of somebody with an account'),
    guest: ShopId.optional().describe('the shop’s id of a visitor; nobody named: as if somebody new joined now'),
    event: fact.optional(),
    basket: Basket.optional(),
    locale,
  })
  .refine((input) => (input.event === undefined) !== (input.basket === undefined), 'either `event` or `basket`')
  .refine(
    ({ member, guest, event = { type: '' } }) =>
      new Set([member, event.member].filter(Boolean)).size + new Set([guest, event.guest].filter(Boolean)).size <= 1,
    'a `member` or a `guest`, not both, and one of them',
  );
export type PreviewInput = z.input<typeof PreviewInput>;

/** A product as a page shows it; `quantity` is 1 where it is left out. */
export const PreviewProduct = OrderLine.extend({ quantity: OrderLine.shape.quantity.default(1) });

/** What each of some products would earn: alone, or what it adds to a basket. */
const ProductsInput = z.object({
  products: z.array(PreviewProduct).min(1).max(100),
  basket: Basket.optional().describe('what is in the basket already; by default nothing'),
  locale,
});
export const ProductsPreviewInput = ProductsInput.extend({
  member: ShopId.optional(),
  guest: ShopId.optional(),
}).refine((input) => input.member === undefined || input.guest === undefined, 'a `member` or a `guest`, not both');
export type ProductsPreviewInput = z.input<typeof ProductsPreviewInput>;

/** The same question from a shop's page: for whoever is looking. */
export const StorefrontPreviewInput = z.object({
  basket: Basket.optional(),
  products: z.array(PreviewProduct).max(100).default([]),
  locale: z.string().max(35).default('en'),
});
export type StorefrontPreviewInput = z.input<typeof StorefrontPreviewInput>;

/** How a challenge would stand before and after. */
export interface ChallengePreview {
  id: string;
  name: string;
  steps: { name: string | null; before: number; after: number; target: number }[];
  completed: boolean;
  points: number;
  badge: string | null;
}

/** How a streak would stand before and after: of those that the event is an activity of. */
export interface StreakPreview {
  id: string;
  name: string;
  per: 'day' | 'week' | 'month';
  before: number;
  after: number;
  /** It would be kept up by this; false: it is kept up already. */
  kept: boolean;
  /** The milestones that would be reached, by their length, and the points that they would give. */
  reached: number[];
  points: number;
}

/** A draw that the event would start, with its odds. What would come of it nobody knows: a preview draws nothing. */
export type DrawPreview = Pick<DrawView, 'id' | 'name' | 'total' | 'prizes' | 'consolation'> & {
  /** Tries that there are under its limit, this one included; null: no end. */
  left: number | null;
};

/** What a fact would come to, by the program as it is published and everything as it stands now. */
export interface PreviewView {
  /** What it would earn in all: by rules and by challenges that it completes, less what would be taken back. */
  points: number;
  /** Those of them that could be spent at once. */
  available: number;
  /** Those of them that would wait. */
  pending: number;
  outcome: 'applied' | 'kept' | 'refused';
  reason: Reason | null;
  /** The answer holds once the visitor has joined. */
  ifJoined: boolean;
  awards: AwardView[];
  /** Every rule that would not fire, and why. */
  silent: SilenceView[];
  /** Points that would be taken back. */
  reversed: number;
  challenges: ChallengePreview[];
  streaks: StreakPreview[];
  draws: DrawPreview[];
  badges: string[];
  /** The tier before, right after, and once the points are available. */
  tier: { before: string | null; after: string | null; later: string | null };
  /** The balance right after. */
  balance: number;
  programVersion: number;
  text: string;
  /** The same, line by line, with all the arithmetic. */
  why: string[];
}

export interface ProductPreview {
  sku: string;
  points: number;
  /** "Earn 42 points with this product", in the language asked for. */
  text: string;
}

export interface StorefrontPreviewView {
  basket: PreviewView | null;
  products: ProductPreview[];
}
