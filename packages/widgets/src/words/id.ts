const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** With this, no two of our keys come to the same; the build looks, and names another when it needs one. */
const SEED = 789554547;

/** A letter, and a letter or digit, for a key, since hundreds of long keys are kilobytes that nobody reads. */
export function idOf(key: string, seed = SEED): string {
  let hash = 7;
  for (const letter of key) hash = Math.imul(hash ^ letter.charCodeAt(0), seed) >>> 1;
  return `${LETTERS[(hash >>> 3) % 52]}${LETTERS[Math.floor(hash / 416) % 62]}`;
}
