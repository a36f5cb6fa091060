import type { SeatDocument } from '../../store/documents.ts';
import type { Store } from '../../store/store.ts';

/** The name of a cohort, as a part of its board. */
export function cohortOf(level: number, cohort: number): string {
  return `${level}/${cohort}`;
}

/** The level that a cohort is of, counted from 0. */
export function levelOf(part: string): number {
  return Number(part.split('/')[0]);
}

/** Everybody who has a seat on a board in a period. */
export function seatsOf(store: Store, program: string, board: string, period: string): AsyncIterable<SeatDocument> {
  return store.seats.collection.find(
    { program, board, period },
    { batchSize: 5_000 },
  ) as unknown as AsyncIterable<SeatDocument>;
}
