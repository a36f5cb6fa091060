import type { core } from 'zod';

const MOST = 6;

/** What is wrong with an input; where several things would have done, what each of them takes. */
export function faultOf(issue: core.$ZodIssue): string {
  const ways = waysOf(issue);
  if (ways.length === 1) return ways[0] as string;
  if (ways.length > 0) return `none of what it may be: ${ways.slice(0, MOST).join('; or ')}`;
  return /^(Invalid |Too |Unrecognized )/.test(issue.message) ? (plainly(issue) ?? issue.message) : issue.message;
}

const MONEY = /^(amount|total|subtotal|shipping|tax|unitPrice|discount|goods)$/;
const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

const FORMATS: Record<string, string> = {
  url: 'it is an address, e.g. "https://shop.example/photo.jpg"',
  datetime: 'it is an instant with its offset, e.g. "2026-03-31T22:00:00Z"',
  date: 'it is a date, e.g. "2026-03-31"',
  email: 'it is an e-mail address',
};

/** Where the schema has no sentence of its own: what to write instead. */
function plainly(issue: core.$ZodIssue): string | null {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KINDS[issue.expected];
      if (!kind) return null;
      const isMoney = issue.expected === 'int' && MONEY.test(String(issue.path.at(-1)));
      const is = isMoney ? `it is ${kind} of minor units: 5.50 is 550` : `it is ${kind}`;
      return issue.message.endsWith('received undefined') ? `it is missing; ${is}` : is;
    }
    case 'too_small':
      return bound(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, 'at most', issue.maximum);
    case 'invalid_format':
      return FORMATS[issue.format] ?? null;
    case 'invalid_value':
      return `it is one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'unrecognized_keys':
      return `there is no ${issue.keys.map((key) => `"${key}"`).join(', ')} here; is it misspelt?`;
    default:
      return null;
  }
}

function bound(origin: string, which: string, n: number | bigint): string | null {
  if (origin === 'number' || origin === 'int') return `it is ${which} ${n}`;
  if (origin === 'string') return `it has ${which} ${n} signs`;
  return origin === 'array' || origin === 'set' ? `it has ${which} ${n} of them` : null;
}

/** What each of several things asks for; none where it is one thing, or where the schema says it better itself. */
function waysOf(issue: core.$ZodIssue): string[] {
  if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return [];
  // What is an object was meant to be one: that it is no number says nothing.
  const near = issue.errors.filter(
    (faults) => !faults.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  // What names a thing that only some know was meant to be one of those.
  const knows = near.filter(
    (faults) => !faults.some(({ code, path }) => code === 'unrecognized_keys' && path.length === 0),
  );
  const branches = [knows, near, issue.errors].find(({ length }) => length > 0) ?? [];
  return [...new Set(branches.flatMap(branchText))].filter((text) => text !== '');
}

function branchText(faults: core.$ZodIssue[]): string[] {
  const [only] = faults;
  if (faults.length === 1 && only && only.path.length === 0 && waysOf(only).length > 0) return waysOf(only);
  return [
    faults.map((issue) => [...issue.path.map(String), ''].join('.').replace(/\.$/, ': ') + faultOf(issue)).join(', '),
  ];
}
