import { z } from 'zod';
import { OrderPaid } from '../event/order.ts';
import { Minor, ShopId } from '../ids.ts';
import { Instant } from '../time.ts';
import { PageInput } from './page.ts';

/** What a shopper tells of an order whose points they miss, as it stands on the receipt. */
export const ClaimInput = z.object({
  orderId: ShopId.describe('the order number'),
  date: z.iso.date().optional().describe('the day of the order, e.g. 2026-11-22'),
  total: Minor.optional().describe('what was paid in all, in minor units'),
  email: z.email().max(320).optional().describe('the e-mail address that was given with the order'),
  note: z.string().max(500).optional(),
});
export type ClaimInput = z.infer<typeof ClaimInput>;

/** `known`: the order was in the account before anybody asked; `settled`: it came since; `waiting`: the shop looks for it. */
export const CLAIM_STATES = ['known', 'settled', 'waiting', 'refused'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** A claim as its member reads it. */
export interface ClaimView {
  /** Null: the order was known, and nothing had to be kept. */
  id: string | null;
  orderId: string;
  state: ClaimState;
  /** What the order earned; null while it waits, or where it was refused. */
  points: number | null;
  /** Why the shop refused it, in its own words; null: it did not, or gave no words. */
  why: string | null;
  /** In one or two sentences, in the reader's language. */
  text: string;
  madeAt: string;
  closedAt: string | null;
}

/** A claim as the shop reads it. */
export interface ShopClaimView extends ClaimView {
  id: string;
  member: string;
  /** What the member told of the order. */
  told: { date: string | null; total: number | null; email: string | null; note: string | null };
  /** What is known of the order: nothing, or that it is of a visitor, by the id under which the shop named them. */
  order: { visitor: string | null } | null;
  /** Who of the shop decided it; null: it closed by itself, or is open. */
  by: string | null;
}

export const ClaimsInput = PageInput.extend({
  state: z.enum(['waiting', 'settled', 'refused']).optional().describe('by default all'),
  member: ShopId.optional(),
});

const claim = z.string().min(1).max(64).describe('the claim’s id');
const by = z.string().min(1).max(200).describe('who decided it');

/** The order of a claim, as an `order.paid` says it; left out where the program knows the order of a visitor. */
export const ClaimApproveInput = z.object({
  claim,
  by,
  order: OrderPaid.omit({ orderId: true, referralCode: true })
    .extend({ occurredAt: Instant.describe('when the order was paid') })
    .optional(),
});
export type ClaimApproveInput = z.infer<typeof ClaimApproveInput>;

export const ClaimRefuseInput = z.object({
  claim,
  by,
  why: z.string().min(1).max(500).describe('why; the member reads it'),
});
