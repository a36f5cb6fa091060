import { z } from 'zod';

const signal = (most = 500) => z.string().min(1).max(most).optional();

/**
 * What tells people apart, as the shop knows it. Laurel keeps a keyed hash of each beside the log, never the value, and forgets it
 * with the member; it is used for the risk of recommendations alone.
 */
export const Signals = z.object({
  device: signal().describe('an id of the device that the shop’s own means made'),
  ip: signal(64),
  address: signal().describe('where it was sent, in one line'),
  payment: signal().describe('the fingerprint of a card or account, from the payment provider'),
  phone: signal(64),
  email: signal(320),
  name: signal(200),
});
export type Signals = z.infer<typeof Signals>;
