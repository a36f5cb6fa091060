import type { Source } from '../log/change.ts';

/** Whether points of a source count for tiers: those that rules earned, and what says so of itself (RULES 9). */
export function isQualifying(source: Source): boolean {
  return source.kind === 'rule' || ('qualifies' in source && source.qualifies === true);
}
