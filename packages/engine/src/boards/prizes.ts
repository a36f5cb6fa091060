import type { BoardOf } from '../earn/program.ts';

type PrizeOf = NonNullable<BoardOf['prizes']>[number];

/**
 * What each place of a list wins, in points; members who share a place all win its prize, or (`share`) together those of the
 * places that they cover, in equal parts rounded down.
 * @param places as the board's numbering gives them, in order
 */
export function prizesFor(
  { ties, tied }: Pick<BoardOf, 'ties' | 'tied'>,
  prizes: readonly PrizeOf[],
  places: readonly number[],
): number[] {
  const at = (place: number) =>
    prizes.reduce((sum, { ranks: [from, to], points }) => (from <= place && place <= to ? sum + points : sum), 0);
  const won: number[] = [];
  for (let from = 0; from < places.length; ) {
    const place = places[from] as number;
    let to = from;
    while (places[to] === place) to += 1;
    const sharing = to - from;
    const covered = tied === 'all' || ties !== 'competition' ? 1 : sharing;
    const pool = Array.from({ length: covered }, (_, more) => at(place + more)).reduce((sum, n) => sum + n, 0);
    const each = tied === 'all' ? pool : Math.floor(pool / sharing);
    for (; from < to; from += 1) won.push(each);
  }
  return won;
}

/** The last place that wins anything; 0: none does. */
export function lastPrizePlace(prizes: readonly PrizeOf[]): number {
  return prizes.reduce((last, { ranks: [, to] }) => Math.max(last, to), 0);
}
