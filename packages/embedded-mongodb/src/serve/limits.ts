/** A watching client hears from us at least this often, in milliseconds. */
export const EXHAUST_WAIT_MS = 60_000;
