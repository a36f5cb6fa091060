import type { z } from 'zod';

/** How a procedure of the shop's door stands under `/v1`. */
export interface RestMeta {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With parameters in braces, as OpenAPI writes them; they become fields of the input. */
  path: string;
  summary: string;
  /** What it answers, for the API's description. */
  answer: z.ZodType;
  /** The statuses of success, where it is not 200 alone. */
  statuses?: Record<number, string>;
  /** The schema of the input for the API's description, where the procedure reads it by another way. */
  input?: z.ZodType;
  /** The input has a `key`, which may come as the header `Idempotency-Key`. */
  keyed?: boolean;
  /** Bytes of body at most, where it is not the usual limit. */
  bodyBytes?: number;
}

/** What every procedure of the shop's door says about itself. */
export interface ShopMeta {
  /** What the key must allow: `admin` includes `write`, `write` includes `read`. */
  scope: 'read' | 'write' | 'admin';
  rest: RestMeta;
}
