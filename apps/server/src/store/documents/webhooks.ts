import type { WebhookEvent } from '@laurel/contract';

/** An address of the shop that is told of what happens. */
export interface HookDocument {
  /** `whk_…`, random. */
  _id: string;
  program: string;
  name: string;
  url: string;
  /** Empty: all. */
  events: WebhookEvent[];
  /** What calls are signed with, newest first; one that was replaced signs beside it until then. */
  secrets: { secret: string; until: Date | null }[];
  createdAt: Date;
}

/** A call of a webhook, the same on every try. `_id` is its `webhook-id`, and follows from what happened and whom it is told. */
export interface DispatchDocument {
  _id: string;
  program: string;
  hook: string;
  type: WebhookEvent;
  /** What is sent; emptied once it is done. */
  body: string;
  state: 'waiting' | 'done' | 'failed';
  attempts: number;
  /** When it is tried next; while it is being tried, when somebody else may. */
  nextAt: Date;
  lastError: string | null;
  at: Date;
}

/** Something that the shop is to be told of, once: the id follows from what happened. */
export interface NoticeDocument {
  _id: string;
  program: string;
  type: WebhookEvent;
  /** Whom it is about, told by the shop's own id; left out: nobody. */
  member?: string;
  /** The one webhook that it is for; left out: all that ask for such. */
  hook?: string;
  at: Date;
  data: Record<string, unknown>;
  /** When it was sent; null: not yet. */
  sentAt: Date | null;
}
