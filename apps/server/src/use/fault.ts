import type { core } from 'zod';

const MOST = 6;

/** What is wrong with an input; where several things would have done, what each of them takes. */
export function faultOf(issue: core.$ZodIssue): string {
  const ways = waysOf(issue);
  return ways.length === 0 ? issue.message : `none of what it may be: ${ways.slice(0, MOST).join('; or ')}`;
}

/** What each of several things asks for; none where it is one thing, or where the schema says it better itself. */
function waysOf(issue: core.$ZodIssue): string[] {
  if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return [];
  // What is an object was meant to be one: that it is no number says nothing.
  const near = issue.errors.filter(
    (faults) => !faults.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const branches = near.length > 0 ? near : issue.errors;
  return [...new Set(branches.flatMap(branchText))].filter((text) => text !== '');
}

function branchText(faults: core.$ZodIssue[]): string[] {
  const [only] = faults;
  if (faults.length === 1 && only && only.path.length === 0 && waysOf(only).length > 0) return waysOf(only);
  return [
    faults.map((issue) => [...issue.path.map(String), ''].join('.').replace(/\.$/, ': ') + faultOf(issue)).join(', '),
  ];
}
