import type { WriteOrigin } from '../../store/Store.ts';
import type { Call } from '../types.ts';

/** Who writes, for the store: the session of a retryable write, and whether validators are passed by. */
export function originOf(call: Call): WriteOrigin {
  const bypassValidation = call.command.bypassDocumentValidation === true;
  if (call.txnNumber === undefined || call.session === undefined) return { bypassValidation };
  return { session: call.command.lsid, txnNumber: call.txnNumber, bypassValidation };
}
