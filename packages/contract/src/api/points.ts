import { z } from 'zod';
import { ShopId, Slug } from '../ids.ts';
import { Duration, Instant } from '../time.ts';

const key = ShopId.describe('the idempotency key: the same when it is sent again');

/** Points added (above zero) or taken (below) by hand. */
export const AdjustmentInput = z
  .object({
    key,
    member: ShopId,
    points: z
      .int()
      .min(-1_000_000_000)
      .max(1_000_000_000)
      .refine((points) => points !== 0, 'more or less than zero'),
    by: z.string().min(1).max(200).describe('who decided it'),
    why: z.string().min(1).max(500).describe('why; the member reads it'),
    expiry: Duration.nullable()
      .optional()
      .describe('how long added points live; null: for ever; by default as the program’s points'),
    qualifies: z.boolean().optional().describe('added points count for tiers and boards'),
  })
  .refine(
    ({ points, expiry, qualifies }) => points > 0 || (expiry === undefined && !qualifies),
    'only points that are added have an expiry or qualify',
  );
export type AdjustmentInput = z.infer<typeof AdjustmentInput>;

/** What everything that a shop does for a member names. */
export const ActFields = z.object({ key, member: ShopId });

/** A streak is paused until an instant; without one, it goes on. */
export const PauseInput = z.object({ streak: z.string().max(64), until: Instant.optional() });

/** Freezes by hand. */
export const FreezesInput = ActFields.extend({
  streak: z.string().max(64),
  n: z.int().min(1).max(100),
  by: z.string().min(1).max(200),
  why: z.string().min(1).max(500),
});

/** A badge by hand, given or taken back. */
export const BadgeHandInput = ActFields.extend({
  badge: z.string().max(64),
  by: z.string().min(1).max(200).describe('who decided it'),
  why: z.string().min(1).max(500).describe('why; the member reads it'),
});

/** A tier by hand: for a time, or for ever; or the end of every tier that was granted by hand. */
export const TierGrantInput = z
  .object({
    key,
    member: ShopId,
    tier: Slug.nullable().describe('null: ends every tier that was granted by hand'),
    until: Instant.optional().describe('until when; without it, until it is ended'),
    by: z.string().min(1).max(200).describe('who decided it'),
    why: z.string().min(1).max(500).describe('why; the member reads it'),
  })
  .refine(({ tier, until }) => tier !== null || until === undefined, 'an end has no `until`');
export type TierGrantInput = z.infer<typeof TierGrantInput>;

interface Points {
  balance: number;
  available: number;
  pending: number;
  owed: number;
}

export interface AdjustmentView {
  id: string;
  key: string;
  member: string;
  points: number;
  by: string;
  why: string;
  qualifies: boolean;
  expiresAt: string | null;
  at: string;
  replayed: boolean;
  /** The member's points right after it. */
  left: Points;
}

/** Points that one member gives another. */
export const TransferInput = z.object({ key, from: ShopId, to: ShopId, points: z.int().min(1).max(1_000_000_000) });
export type TransferInput = z.infer<typeof TransferInput>;

export interface TransferView {
  id: string;
  from: string;
  to: string;
  points: number;
  at: string;
  replayed: boolean;
  /** The sender's points right after it. */
  left: Points;
}

/** Points that a shopper gives to whoever has a code. */
export const GiveInput = z.object({
  key: z.string().min(8).max(200).describe('the same when it is sent again'),
  code: z.string().min(4).max(40),
  points: z.int().min(1).max(1_000_000_000),
});

/** Whom a shopper is about to give points to: a name that others may see, and how much may go at once. */
export interface ReceiverView {
  code: string;
  name: string;
  least: number;
  /** What the giver has to give. */
  most: number;
}

export interface GivenView {
  id: string;
  name: string;
  points: number;
  at: string;
  replayed: boolean;
  /** In a sentence, in the giver's language. */
  text: string;
  left: Points;
}

/** Who is merged into whom: `member` or `guest` ends, and `into` has everything. */
export const MergeInput = z
  .object({ member: ShopId.optional(), guest: ShopId.optional(), into: ShopId })
  .refine(({ member, guest }) => (member === undefined) !== (guest === undefined), 'names a `member` or a `guest`');
export type MergeInput = z.infer<typeof MergeInput>;
