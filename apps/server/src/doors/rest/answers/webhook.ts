import {
  type NewWebhookView,
  type Page,
  WEBHOOK_EVENTS,
  WEBHOOK_STATES,
  type WebhookCallView,
  type WebhookView,
} from '@laurel/contract';
import { z } from 'zod';
import { At, Count, pageOf } from './page.ts';

export const WebhookAnswer = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)).describe('empty: all'),
  createdAt: At,
}) satisfies z.ZodType<WebhookView>;

export const NewWebhookAnswer = WebhookAnswer.extend({
  secret: z.string().describe('`whsec_…`, which verifies its calls; told once'),
}) satisfies z.ZodType<NewWebhookView>;

export const WebhookCallPage = pageOf(
  z.object({
    id: z.string().describe('its `webhook-id`, the same on every try'),
    webhook: z.string(),
    type: z.enum(WEBHOOK_EVENTS),
    state: z.enum(WEBHOOK_STATES).describe('`failed`: not tried again by itself'),
    attempts: Count,
    error: z.string().nullable(),
    at: At,
    nextAt: At.nullable(),
  }),
) satisfies z.ZodType<Page<WebhookCallView>>;
