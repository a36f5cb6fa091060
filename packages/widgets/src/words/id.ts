const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** With this, no two of our sentences come to the same; the build looks, and names another when it needs one. */
const SEED = 790982231;

/** A letter, and a letter or digit, for an English sentence, since hundreds of them in each language are kilobytes that nobody reads. */
export function idOf(text: string, seed = SEED): string {
  let hash = 7;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), seed) >>> 1;
  return `${LETTERS[(hash >>> 3) % 52]}${LETTERS[Math.floor(hash / 416) % 62]}`;
}
