/** Parts of one that a sum keeps: half a kilometre is half a kilometre, and 0.1 and 0.2 are 0.3. */
const PARTS = 1_000_000;

/** A sum, rid of what numbers in memory add to it. */
export function sumUp(...numbers: number[]): number {
  const sum = numbers.reduce((so, n) => so + n, 0);
  // Whole ones are exact as they are, also beyond where their parts would be.
  return Number.isInteger(sum) ? sum : Math.round(sum * PARTS) / PARTS;
}
