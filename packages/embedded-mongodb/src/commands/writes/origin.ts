import type { WriteOrigin } from '../../store/Store.ts';
import type { Call } from '../types.ts';

/** What the oplog says of who wrote: a change event carries the session of a retryable write. */
export function originOf(call: Call): WriteOrigin {
  if (call.txnNumber === undefined || call.session === undefined) return {};
  return { s: call.command.lsid, x: call.txnNumber };
}
