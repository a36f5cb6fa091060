/** How many to make room for where one more than so many are wanted: few at first, then half as many again. */
export const grown = (count: number): number => count + (count >> 1) + 1;

/** The same numbers in a longer array. */
export function longer<Numbers extends Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>>(
  array: Numbers,
  length: number,
): Numbers {
  const made = new (array.constructor as new (length: number) => Numbers)(length);
  made.set(array);
  return made;
}
