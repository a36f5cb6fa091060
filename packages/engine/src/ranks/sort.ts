const RADIX = 65_536;
const DIGITS = 4;
/** How doubles lie in memory is asked and not assumed. */
const IS_LITTLE = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** Below so many, comparing two by two is quicker. */
const FEW = 4_096;

/**
 * Sorts the slots 0, 1, 2 … by their score, the highest first, and by their instant; `compare` decides in full, and is asked only about those of
 * which both are equal. In O(n) for many: sixteen bits after sixteen bits, the lowest first.
 * @returns the slots in order; `slots` is used up
 */
export function sorted(
  slots: Int32Array<ArrayBuffer>,
  scores: Float64Array<ArrayBuffer>,
  ats: Float64Array<ArrayBuffer>,
  compare: (a: number, b: number) => number,
): Int32Array<ArrayBuffer> {
  if (slots.length < FEW) return slots.sort(compare);
  let [from, to] = [slots, new Int32Array(slots.length)];
  for (const [of, turned] of [
    [ats, 0],
    [scores, 0xffff],
  ] as const) {
    const digits = digitsOf(of, slots.length, turned);
    const counts = countsOf(digits);
    for (let digit = 0; digit < DIGITS; digit += 1) {
      const count = counts.subarray(digit * RADIX, (digit + 1) * RADIX);
      // All have the same: nothing would move.
      if (count[digits[digit] as number] === slots.length) continue;
      pass(from, to, digits, digit, count);
      [from, to] = [to, from];
    }
  }
  settleTies(from, scores, ats, compare);
  return from;
}

/** Doubles as four times sixteen bits each, the lowest first, such that they sort as the doubles do. */
function digitsOf(of: Float64Array<ArrayBuffer>, count: number, turned: number): Uint16Array<ArrayBuffer> {
  const parts = new Uint16Array(of.buffer, of.byteOffset, count * DIGITS);
  const digits = new Uint16Array(count * DIGITS);
  for (let at = 0; at < parts.length; at += DIGITS) {
    const top = parts[at + (IS_LITTLE ? 3 : 0)] as number;
    // Of numbers below zero all bits are turned; of others the sign alone.
    const [low, high] = top >= 0x8000 ? [0xffff ^ turned, 0xffff ^ turned] : [turned, 0x8000 ^ turned];
    for (let digit = 0; digit < DIGITS; digit += 1)
      digits[at + digit] = (parts[at + (IS_LITTLE ? digit : 3 - digit)] as number) ^ (digit === 3 ? high : low);
  }
  return digits;
}

/** How often each digit comes at each of the four places. */
function countsOf(digits: Uint16Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const counts = new Int32Array(DIGITS * RADIX);
  for (let at = 0; at < digits.length; at += 1) {
    const cell = (at % DIGITS) * RADIX + (digits[at] as number);
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

/** One stable pass over one digit. */
function pass(
  from: Int32Array<ArrayBuffer>,
  to: Int32Array<ArrayBuffer>,
  digits: Uint16Array<ArrayBuffer>,
  digit: number,
  counts: Int32Array<ArrayBuffer>,
): void {
  let before = 0;
  for (let at = 0; at < RADIX; at += 1) {
    const count = counts[at] as number;
    counts[at] = before;
    before += count;
  }
  for (let at = 0; at < from.length; at += 1) {
    const slot = from[at] as number;
    const of = digits[slot * DIGITS + digit] as number;
    const place = counts[of] as number;
    to[place] = slot;
    counts[of] = place + 1;
  }
}

/** Puts those in order who are equal in both numbers. */
function settleTies(
  slots: Int32Array<ArrayBuffer>,
  scores: Float64Array<ArrayBuffer>,
  ats: Float64Array<ArrayBuffer>,
  compare: (a: number, b: number) => number,
): void {
  const isEqual = (a: number, b: number) => scores[a] === scores[b] && ats[a] === ats[b];
  for (let from = 0; from < slots.length; ) {
    let to = from + 1;
    while (to < slots.length && isEqual(slots[from] as number, slots[to] as number)) to += 1;
    if (to - from > 1) slots.subarray(from, to).sort(compare);
    from = to;
  }
}
