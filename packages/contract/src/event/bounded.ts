import type { z } from 'zod';
import { LIMITS } from '../constants/limits.ts';

/** Depth of a JSON value; 0 for a scalar. Stops counting past `most`. */
function depthOf(value: unknown, most: number): number {
  if (value === null || typeof value !== 'object') return 0;
  if (most <= 0) return 1;
  let deepest = 0;
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner, most - 1));
  return deepest + 1;
}

/** JSON that is small and flat enough for a log. */
export function bounded<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema
    .refine(
      (data) => depthOf(data, LIMITS.dataDepth + 1) <= LIMITS.dataDepth,
      `at most ${LIMITS.dataDepth} levels deep`,
    )
    .refine((data) => JSON.stringify(data).length <= LIMITS.dataBytes, `at most ${LIMITS.dataBytes} bytes as JSON`);
}
