import type { Reason } from '@laurel/contract';
import { reasonText } from '@laurel/engine';
import { LaurelError } from '../laurel.ts';

/** A refusal as a shopper reads it: with the reason as a sentence. Every other error stays what it is. */
export function inWords(error: unknown, locale: string): unknown {
  if (!(error instanceof LaurelError) || error.code !== 'refused') return error;
  const { reason } = error.details as { reason: Reason };
  return new LaurelError('refused', { reason, text: reasonText(reason, locale) });
}
