import { z } from 'zod';
import { LIMITS } from './constants/limits.ts';

/** An id or key that the shop chooses: any printable text without control characters, trimmed. */
export const ShopId = z
  .string()
  .min(1)
  .max(LIMITS.idLength)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'no control characters')
  .refine((id) => id === id.trim(), 'no blanks at either end');

/** An id inside a program document: short, lower case, fit for an address. */
export const Slug = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and single hyphens, e.g. "three-reviews"');

/** The name of a kind of event, `noun.past_verb`. */
export const EventType = z
  .string()
  .max(80)
  .regex(/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/, 'noun.past_verb, e.g. "review.published"');

/** An amount of money in minor units of the program's currency. */
export const Minor = z.int().min(0).max(1_000_000_000_000);

/** ISO 4217 code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as "EUR"');

/** A whole number of points that a rule may give. */
export const Points = z.int().min(0).max(1_000_000_000);
