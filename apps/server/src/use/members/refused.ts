const LOOKALIKES: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', 8: 'b' };

/** A text as it is compared with the merchant's words: small letters without accents, digits as the letters that they look like. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\d/g, (digit) => LOOKALIKES[digit] ?? digit)
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether a name contains one of the words, however it is written. */
export function isRefused(name: string, words: readonly string[]): boolean {
  const read = plain(name);
  return words.some((word) => {
    const refused = plain(word);
    return refused !== '' && read.includes(refused);
  });
}
