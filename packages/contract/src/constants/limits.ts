/** What the doors take at most; each is told in the documentation and in the error that enforces it. */
export const LIMITS = {
  /** Bytes of a request's body. */
  bodyBytes: 1_048_576,
  /** Events in one batch. */
  batchEvents: 500,
  /** Bytes of a batch's body. */
  batchBytes: 16_777_216,
  /** Lines of an order. */
  orderLines: 1_000,
  /** Bytes of a custom event's data as JSON. */
  dataBytes: 16_384,
  /** Depth of a custom event's data. */
  dataDepth: 8,
  /** Characters of an id or key that the shop chooses. */
  idLength: 200,
  /** Calls in one tRPC batch. */
  trpcBatch: 10,
  /** Rows of a list's page. */
  pageRows: 100,
  /** Rows of a board that a guest may see. */
  guestRows: 100,
  /** Rows of a board on each side of a member. */
  around: 50,
  /** Days that a fact may be late. */
  lateDays: 30,
  /** Minutes that a fact may be ahead. */
  aheadMinutes: 5,
  /** Minutes that a member token may live. */
  tokenMinutes: 15,
} as const;
