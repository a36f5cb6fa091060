import type { Key } from './messages.ts';

/** What a shopper is to do, by the event that it makes. */
export const STEPS: Record<string, Key> = {
  'order.paid': 'step.order.paid',
  'review.published': 'step.review.published',
};
