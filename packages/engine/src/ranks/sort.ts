/** Eleven bits at a time: so many heaps are few enough to lie in the nearest memory. */
const BITS = 11;
const RADIX = 1 << BITS;
const DIGITS = 3;
const WORD = 2 ** 32;

/** How doubles lie in memory is asked and not assumed. */
const IS_LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Below so many, comparing two by two is quicker. */
const FEW = 4_096;

/**
 * Sorts the slots 0, 1, 2 … by their score, the highest first, and then by their instant; `tie` decides where both are equal. In O(n) for
 * many.
 * @param pairs score and instant of each slot, one after the other
 */
export function sorted(
  count: number,
  pairs: Float64Array<ArrayBuffer>,
  tie: (a: number, b: number) => number,
): Int32Array<ArrayBuffer> {
  let order = new Int32Array(count);
  for (let slot = 0; slot < count; slot += 1) order[slot] = slot;
  if (count < FEW) {
    const compare = (a: number, b: number, which: 0 | 1) =>
      (pairs[a * 2 + which] as number) - (pairs[b * 2 + which] as number);
    return order.sort((a, b) => compare(b, a, 0) || compare(a, b, 1) || tie(a, b));
  }
  let other = new Int32Array(count);
  for (const which of [1, 0] as const) {
    for (const half of halvesOf(count, pairs, which)) {
      for (let digit = 0; digit < DIGITS; digit += 1) {
        if (!pass(order, other, half, digit * BITS)) continue;
        [order, other] = [other, order];
      }
    }
  }
  settleTies(order, pairs, tie);
  return order;
}

/** One number of each pair as 32 bits or twice as many, the lower ones first, that sort as it should: scores downwards, instants upwards. */
function halvesOf(count: number, pairs: Float64Array<ArrayBuffer>, which: 0 | 1): Int32Array[] {
  const low = new Int32Array(count);
  let [least, most, isWhole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let slot = 0; slot < count; slot += 1) {
    const value = pairs[slot * 2 + which] as number;
    if (value < least) least = value;
    if (value > most) most = value;
    isWhole &&= Number.isSafeInteger(value);
  }
  if (isWhole && Number.isSafeInteger(most - least)) {
    // How far from the end: few bits, and a pass for each eleven of them.
    const end = which === 0 ? most : least;
    for (let slot = 0; slot < count; slot += 1) low[slot] = Math.abs((pairs[slot * 2 + which] as number) - end);
    if (most - least < WORD) return [low];
    const high = new Int32Array(count);
    for (let slot = 0; slot < count; slot += 1) high[slot] = Math.abs((pairs[slot * 2 + which] as number) - end) / WORD;
    return [low, high];
  }
  const high = new Int32Array(count);
  const words = new Int32Array(pairs.buffer, pairs.byteOffset, count * 4);
  const turned = which === 0 ? -1 : 0;
  for (let slot = 0; slot < count; slot += 1) {
    const at = slot * 4 + which * 2;
    const top = words[at + (IS_LITTLE ? 1 : 0)] as number;
    // Of numbers below zero all bits are turned; of others the sign alone.
    low[slot] = (words[at + (IS_LITTLE ? 0 : 1)] as number) ^ (top >> 31) ^ turned;
    high[slot] = top ^ ((top >> 31) | 0x80000000) ^ turned;
  }
  return [low, high];
}

/** One stable pass over some bits. @returns whether anything could have moved: not where all have the same */
function pass(from: Int32Array, to: Int32Array, half: Int32Array, shift: number): boolean {
  const counts = new Int32Array(RADIX);
  for (let slot = 0; slot < half.length; slot += 1) {
    const digit = ((half[slot] as number) >>> shift) & (RADIX - 1);
    counts[digit] = (counts[digit] as number) + 1;
  }
  if (counts[((half[0] as number) >>> shift) & (RADIX - 1)] === half.length) return false;
  let before = 0;
  for (let digit = 0; digit < RADIX; digit += 1) {
    const count = counts[digit] as number;
    counts[digit] = before;
    before += count;
  }
  for (let each = 0; each < from.length; each += 1) {
    const slot = from[each] as number;
    const digit = ((half[slot] as number) >>> shift) & (RADIX - 1);
    const place = counts[digit] as number;
    to[place] = slot;
    counts[digit] = place + 1;
  }
  return true;
}

/** Puts those in order who are equal in both numbers. */
function settleTies(order: Int32Array, pairs: Float64Array, tie: (a: number, b: number) => number): void {
  for (let from = 0; from < order.length; ) {
    const first = (order[from] as number) * 2;
    let to = from + 1;
    for (; to < order.length; to += 1) {
      const next = (order[to] as number) * 2;
      if (pairs[next] !== pairs[first] || pairs[next + 1] !== pairs[first + 1]) break;
    }
    if (to - from > 1) order.subarray(from, to).sort(tie);
    from = to;
  }
}
