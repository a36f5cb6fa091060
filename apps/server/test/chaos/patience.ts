/** Milliseconds that one look may take off, however long ago the last was. */
const MOST = 5_000;

/**
 * How long somebody waits, by the time that this process was let run: on a machine that does something else for half a minute nobody else
 * got on, either.
 * @returns whether there is patience left; asked again and again
 */
export function patienceOf(milliseconds: number): () => boolean {
  let left = milliseconds;
  let looked = Date.now();
  return () => {
    const now = Date.now();
    left -= Math.min(now - looked, MOST);
    looked = now;
    return left > 0;
  };
}
