import { z } from 'zod';
import { Slug } from '../ids.ts';

/** Letters without what is mistaken for something else when read aloud or copied by hand: 0 O 1 I L U. */
export const PLAIN_LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** So many codes at least there must be to a pattern, so that nobody finds one by trying: a thousand million. */
const LEAST = 1e9;

const Letters = z
  .string()
  .min(8)
  .max(64)
  .regex(/^[A-Z0-9]+$/, 'capital letters and digits')
  .refine((letters) => new Set(letters).size === letters.length, 'each letter once');

const Pattern = z
  .strictObject({
    pattern: z
      .string()
      .max(60)
      .regex(
        /^[A-Z0-9#-]+$/,
        'capital letters, digits, hyphens, and # for a letter that is drawn, e.g. "SUMMER-####-####"',
      ),
    letters: Letters.default(PLAIN_LETTERS).describe('what # is drawn from; by default without look-alikes'),
  })
  .refine(
    ({ pattern, letters }) => letters.length ** (pattern.split('#').length - 1) >= LEAST,
    'too few codes: a pattern needs more #, seven with the usual letters',
  );

/** Where a shop's webhook stands. */
export const WebhookAddress = z.url({ protocol: /^https?$/ }).refine((url) => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}, 'https, except on this machine');

/** Where the codes of a reward come from: drawn by a pattern, taken from an uploaded pool, or asked of the shop's own webhook. */
export const Codes = z.union([
  Pattern,
  z.strictObject({ pool: Slug, low: z.int().min(0).default(10).describe('so many left are told as few') }),
  z.strictObject({ webhook: WebhookAddress }),
]);
export type Codes = z.output<typeof Codes>;
