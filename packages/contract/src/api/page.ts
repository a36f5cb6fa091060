import { z } from 'zod';
import { LIMITS } from '../constants/limits.ts';

/** How a list is asked for: a page of so many rows, after the cursor that the page before gave. */
export const PageInput = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.pageRows).default(20),
});

/** A page of a list; `next` is the cursor of the following page, null on the last. */
export interface Page<Row> {
  rows: Row[];
  next: string | null;
}
