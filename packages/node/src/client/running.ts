import type {
  BudgetView,
  DisplayView,
  EventOutcome,
  NewWebhookView,
  Page,
  PlaceCodeView,
  PreviewInput,
  PreviewView,
  ProductPreview,
  ProductsPreviewInput,
  WebhookCallView,
  WebhookEvent,
  WebhookView,
} from '@laurel/contract';
import type { PageQuery } from './calls.ts';
import type { Transport } from './transport.ts';

export interface Preview {
  /** What an event or a basket would earn, with a reason for every rule that does not fire. Nothing is kept of the question. */
  event(question: PreviewInput): Promise<PreviewView>;
  /** What each of some products would earn. */
  products(question: ProductsPreviewInput): Promise<ProductPreview[]>;
}

export interface Budgets {
  /** Budgets and limits that all members share: what is used and left, and the marks that were reached. */
  list(): Promise<BudgetView[]>;
}

export interface Visits {
  /** The code that a place shows now, for its till or tablet. */
  code(place: string): Promise<PlaceCodeView>;
  /** A link for the tablet of a place, whose page shows the code and keeps it fresh. `page`: where the QR code leads to. */
  display(display: { place: string; page?: string; days?: number }): Promise<DisplayView>;
  /** A member's card was scanned at a place; each card counts once. */
  create(visit: { place: string; card: string }): Promise<EventOutcome>;
}

export interface Webhooks {
  list(): Promise<WebhookView[]>;
  /** Has an address told of what happens from now on; the secret is told once. */
  create(webhook: { url: string; events?: WebhookEvent[]; name?: string }): Promise<NewWebhookView>;
  delete(id: string): Promise<void>;
  /** A new secret; the old one signs beside it for a day. */
  rotate(id: string): Promise<NewWebhookView>;
  /** Sends an address a `webhook.test`. */
  test(id: string): Promise<void>;
  /** What was told to whom, newest first; `state: 'failed'` is tried no more by itself. */
  calls(
    options?: PageQuery & { webhook?: string; state?: 'waiting' | 'done' | 'failed' },
  ): Promise<Page<WebhookCallView>>;
  /** Tries a call that failed once more. */
  retry(call: string): Promise<void>;
}

export const preview = ({ write }: Transport): Preview => ({
  event: (question) => write('shop.preview.event', question),
  products: (question) => write('shop.preview.products', question),
});

export const budgets = ({ query }: Transport): Budgets => ({
  list: () => query('shop.budgets.list', undefined),
});

export const visits = ({ query, write }: Transport): Visits => ({
  code: (place) => query('shop.visits.code', { place }),
  display: (display) => write('shop.visits.display', display),
  create: (visit) => write('shop.visits.create', visit),
});

export const webhooks = ({ query, write, writeOnce }: Transport): Webhooks => ({
  list: () => query('shop.webhooks.list', undefined),
  // Sent again, it would make a second one.
  create: (webhook) => writeOnce('shop.webhooks.create', webhook),
  delete: async (id) => void (await write('shop.webhooks.delete', { id })),
  rotate: (id) => writeOnce('shop.webhooks.rotate', { id }),
  test: async (id) => void (await writeOnce('shop.webhooks.test', { id })),
  calls: (options = {}) => query('shop.webhooks.calls', options),
  retry: async (id) => void (await write('shop.webhooks.retry', { id })),
});
