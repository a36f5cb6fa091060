import type { Program } from '@laurel/contract';

export type DrawOf = Program['draws'][number];
export type PrizeOf = DrawOf['prizes'][number];

/** The prize that a number from 0 to `total` − 1 falls on: each has as many numbers as its odds (RULES 29). */
export function prizeAt({ prizes, total, id }: DrawOf, number: number): PrizeOf {
  let left = number;
  for (const prize of prizes) {
    if (left < prize.odds) return prize;
    left -= prize.odds;
  }
  throw new Error(`${number} is none of the ${total} numbers of the draw ${id}.`);
}

/** What all members share of a prize: how many there are, and the points that it may give. */
export function prizePools(draw: string, { id, stock, budget, grant }: PrizeOf): PrizePool[] {
  const name = `draw:${draw}:${id}`;
  return [
    ...(stock === undefined
      ? []
      : [{ pool: `${name}:stock`, total: stock, n: 1, unit: 'times' as const, budget: false }]),
    ...(budget === undefined || !grant?.points
      ? []
      : [{ pool: `${name}:budget`, total: budget, n: grant.points, unit: 'points' as const, budget: true }]),
  ];
}

export interface PrizePool {
  pool: string;
  total: number;
  /** What one such prize takes of it. */
  n: number;
  unit: 'points' | 'times';
  budget: boolean;
}
