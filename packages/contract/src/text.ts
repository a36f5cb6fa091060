import { z } from 'zod';

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a BCP 47 language tag such as "en" or "fr"');

/** Words for a shopper: one text for all languages, or one per language. */
export const Text = z
  .union([z.string().min(1).max(500), z.record(language, z.string().min(1).max(500))])
  .describe('Words for a shopper: one text, or one per language: { "en": "…", "fr": "…" }');
export type Text = z.infer<typeof Text>;

/** A unit in the plural categories of `Intl.PluralRules`; `other` is the one that every language has. */
export const PluralText = z
  .record(
    language,
    z.strictObject({
      zero: z.string().optional(),
      one: z.string().optional(),
      two: z.string().optional(),
      few: z.string().optional(),
      many: z.string().optional(),
      other: z.string(),
    }),
  )
  .describe('A unit by language and plural category: { "en": { "one": "point", "other": "points" } }');
export type PluralText = z.infer<typeof PluralText>;
