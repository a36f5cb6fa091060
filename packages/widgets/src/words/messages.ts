import type { messages } from './en.ts';

/** A sentence, or its plural forms by the categories of `Intl.PluralRules`. */
export type Message = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;
export type Key = keyof typeof messages;
/** Every sentence in one language; a language that misses one does not build. */
export type Messages = Readonly<Record<Key, Message>>;
