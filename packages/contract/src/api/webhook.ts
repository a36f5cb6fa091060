import { z } from 'zod';
import { WebhookAddress } from '../program/codes.ts';
import { PageInput } from './page.ts';

/** What a shop is told of by itself. */
export const WEBHOOK_EVENTS = [
  'member.joined',
  'points.expiring',
  'points.expired',
  'tier.changed',
  'tier.warned',
  'tier.grace',
  'challenge.completed',
  'challenge.undone',
  'streak.reached',
  'draw.landed',
  'draw.undone',
  'badge.granted',
  'badge.withdrawn',
  'segment.entered',
  'segment.left',
  'reward.redeemed',
  'referral.rewarded',
  'claim.made',
  'claim.closed',
  'budget.reached',
  'board.period_closed',
  'goal.reached',
  'webhook.test',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export const WebhookInput = z.object({
  url: WebhookAddress.max(2_000).describe('https, except on this machine; never in a private network'),
  events: z.array(z.enum(WEBHOOK_EVENTS)).max(WEBHOOK_EVENTS.length).default([]).describe('by default all'),
  name: z.string().max(120).default(''),
});
export type WebhookInput = z.input<typeof WebhookInput>;

export interface WebhookView {
  id: string;
  name: string;
  url: string;
  /** Empty: all. */
  events: WebhookEvent[];
  createdAt: string;
}

/** A webhook with the secret that verifies its calls: told once. */
export interface NewWebhookView extends WebhookView {
  secret: string;
}

export const WEBHOOK_STATES = ['waiting', 'done', 'failed'] as const;

export const WebhookCallsInput = PageInput.extend({
  webhook: z.string().max(64).optional(),
  state: z.enum(WEBHOOK_STATES).optional(),
});

/** A call of a shop's webhook; its id is `webhook-id`, the same on every try. */
export interface WebhookCallView {
  id: string;
  webhook: string;
  type: WebhookEvent;
  state: (typeof WEBHOOK_STATES)[number];
  attempts: number;
  error: string | null;
  at: string;
  /** When it is tried next; null: not any more. */
  nextAt: string | null;
}
