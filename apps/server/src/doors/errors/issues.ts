import type { core } from 'zod';
import { faultOf } from '../../use/fault.ts';

/** One fault of an input: where it is and what is wrong with it. */
export interface Issue {
  /** Names and numbers joined by points, e.g. `data.lines.0.sku`. */
  path: string;
  message: string;
}

/** zod's issues as `details`: paths and sentences, never the values themselves. */
export function issuesOf(error: { issues: readonly core.$ZodIssue[] }): Issue[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    message: faultOf(issue),
  }));
}
