const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** With this, no two of our keys come to the same; the build looks, and says when it needs another. */
const SEED = 0x2f0b4c47;

/** Three letters for a key, since hundreds of long keys are kilobytes that nobody reads. */
export function idOf(key: string): string {
  let hash = 7;
  for (const letter of key) hash = Math.imul(hash ^ letter.charCodeAt(0), SEED) >>> 1;
  return [1, 52, 2704].map((place) => LETTERS[Math.floor(hash / place / 8) % 52]).join('');
}
