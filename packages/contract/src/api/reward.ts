import type { Reason } from '../constants/reasons.ts';
import type { Give, RewardKind } from '../program/reward.ts';

/** A reward, and whether its member can have it now; where not, why. Instants ISO in UTC. */
export interface RewardView {
  id: string;
  name: string;
  description: string | null;
  kind: RewardKind;
  /** As the program says it; amounts in minor units. */
  give: Give;
  cost: number;
  /** How many are left; null: no end. */
  left: number | null;
  /** Points that are still missing; 0: affordable. */
  missing: number;
  available: boolean;
  /** Why it is not available; null when it is. */
  reason: Reason | null;
  /** The lowest tier that may have it, where the member's is too low. */
  tier: { id: string; name: string } | null;
  from: string | null;
  until: string | null;
  /** How often the member may still have it in the window of its tightest limit, and when that window ends. */
  limit: { left: number; until: string | null } | null;
}

/** Something that a member may do for a time: what the shop asks about, and a page shows or hides by. */
export interface EntitlementView {
  id: string;
  since: string;
  /** Null: for ever. */
  until: string | null;
}

/** The answer to whether somebody may do a thing now. */
export interface EntitledView {
  entitlement: string;
  entitled: boolean;
  since: string | null;
  until: string | null;
}

/** What points are worth at the checkout, and the bounds of the slider. */
export interface CheckoutView {
  /** So many points are worth `amount` minor units. */
  points: number;
  amount: number;
  minimum: number;
  maximum: number | null;
  step: number;
  /** Of the order's goods at most. */
  percent: number;
  /** As many as the member may put down now, whatever the order; 0: none. */
  most: number;
  /** What those are worth, in minor units. */
  worth: number;
}

/** How much a program's rewards have given to a cause so far. */
export interface CauseView {
  id: string;
  name: string;
  description: string | null;
  /** Minor units of the program's currency. */
  donated: number;
  trees: number;
  /** What one tree costs, in minor units; null: the program does not say. */
  unitPrice: number | null;
  /** What donations and trees come to so far, in minor units. Trees count at the price of their day. */
  amount: number;
}

/** What a redemption gave to a cause, for the member to keep. */
export interface ReceiptView {
  /** The redemption's id. */
  number: string;
  cause: string;
  name: string;
  unit: 'money' | 'trees';
  /** Minor units, or trees. */
  n: number;
  /** What one tree cost on that day; null: it was money, or the program did not say. */
  unitPrice: number | null;
  /** Minor units in all; null: the program did not say. */
  amount: number | null;
  currency: string;
  /** Points that were given for it. */
  points: number;
  at: string;
  /** It was cancelled, and what was given taken back. */
  cancelled: boolean;
}
