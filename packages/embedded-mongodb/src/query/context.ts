import { type CompareStrings, compareUtf8 } from '../bson/compare.ts';
import type { Doc } from '../bson/types.ts';

/** What a filter or an expression may know besides the document. */
export interface EvalContext {
  readonly strings: CompareStrings;
  /** True if `strings` is not the default, so that no index may answer for strings. */
  readonly collated: boolean;
  /** `let` variables and system variables, without the dollars. */
  readonly variables: Doc;
  readonly now: Date;
}

export const plainContext = (): EvalContext => ({
  strings: compareUtf8,
  collated: false,
  variables: {},
  now: new Date(),
});
