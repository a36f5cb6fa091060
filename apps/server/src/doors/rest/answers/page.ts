import { z } from 'zod';

/** A page of rows, and the cursor of the next one. */
export const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    next: z.string().nullable().describe('the cursor of the next page; null on the last'),
  });

/** An instant as answers write it: ISO 8601 in UTC. */
export const At = z.iso.datetime();
export const Count = z.int();
