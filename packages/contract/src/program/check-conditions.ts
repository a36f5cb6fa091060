import { OrderLine, OrderPaid } from '../event/order.ts';
import type { Program } from './program.ts';

/** A place of a program document, and what is wrong there. */
export interface Fault {
  path: string;
  message: string;
}

type Names = Pick<Program, 'tiers' | 'segments' | 'counters'>;
type Say = (message: string) => void;

const GOODS = ['codes', 'categories', 'brands'];
const MEMBER = ['tier', 'orders', 'spent', 'segments', 'counters', 'joinedAt', 'attributes', 'daysSinceOrder']
  .concat(['firstOrderAt', 'lastOrderAt', 'averageOrder', 'bought', 'last', 'top'])
  .toSorted();
const TIME = ['weekday', 'hour', 'at', 'date', 'day', 'month', 'year', 'now'];
const ORDER = [...Object.keys(OrderPaid.shape), 'type', 'orderNumber'];
const LINE = Object.keys(OrderLine.shape);

/**
 * What conditions of a document ask about that nobody can ever find: a tier, segment or counter that it does not have, a field that no member, order
 * or line has. Such a condition would silently never hold (or, with `$ne`, always). Versions that were published before stay what they are.
 */
export function conditionFaults(program: Program): Fault[] {
  const faults: Fault[] = [];
  const { events: _, ...rest } = program;
  walk(rest, [], null, (path, condition, on) => {
    const say = (message: string) => faults.push({ path: path.join('.'), message });
    if (path.at(-1) === 'lines') checkLine(condition, say);
    else checkFields(program, condition, { on, say });
  });
  program.rules.forEach(({ on, limit }, at) => {
    const say = (message: string) => faults.push({ path: `rules.${at}.limit.each`, message });
    for (const { each } of [limit ?? []].flat())
      if (each !== undefined) checkFields(program, { [each]: 0 }, { on, say });
  });
  return faults;
}

/** Every condition of a document, where it stands, and the kind of event that it is asked of, where that is one. */
function walk(
  node: unknown,
  path: string[],
  on: string | null,
  visit: (path: string[], condition: Record<string, unknown>, on: string | null) => void,
): void {
  if (typeof node !== 'object' || node === null) return;
  const type = 'on' in node ? (typeof node.on === 'string' ? node.on : null) : on;
  for (const [key, inner] of Object.entries(node)) {
    const isCondition = /^(when|who|lines)$/.test(key) && typeof inner === 'object' && !Array.isArray(inner);
    if (isCondition && inner) visit([...path, key], inner as Record<string, unknown>, type);
    else walk(inner, [...path, key], type, visit);
  }
}

function checkFields(names: Names, query: Record<string, unknown>, { on, say }: { on: string | null; say: Say }): void {
  for (const [field, asked] of Object.entries(query)) {
    if (field.startsWith('$')) {
      for (const each of Array.isArray(asked) ? asked : [])
        checkFields(names, each as Record<string, unknown>, { on, say });
      continue;
    }
    const [root = '', name, ...rest] = field.split('.');
    if (root !== 'event' && root !== 'member' && root !== 'time')
      say(`a condition asks about "event.…", "member.…" or "time.…", not about "${field}"`);
    else if (name === undefined) continue;
    else if (root === 'time') oneOf(TIME, name, `there is no "${field}"; of the time one may ask`, say);
    else if (root === 'member') checkMember(names, { field, name, rest, asked }, say);
    else if (on === 'order.paid') checkOrder({ field, name, rest, asked }, say);
  }
}

interface Asked {
  field: string;
  name: string;
  rest: string[];
  asked: unknown;
}

function checkMember({ tiers, segments, counters }: Names, { field, name, rest, asked }: Asked, say: Say): void {
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  oneOf(
    MEMBER,
    name,
    `a member has no "${field}" (what you know of them is "member.attributes.…"); one may ask about`,
    say,
  );
  if (name === 'tier')
    for (const id of stringsIn(asked)) oneOf(ids(tiers), id, `there is no tier "${id}"; tiers are`, say);
  if (name === 'segments') {
    // With any of its own a program has this one, too.
    const known = segments.length > 0 ? [...new Set([...ids(segments), 'loyal'])] : [];
    for (const id of stringsIn(asked)) oneOf(known, id, `there is no segment "${id}"; segments are`, say);
  }
  const [first, second] = rest;
  if (name === 'counters' && first !== undefined)
    oneOf(ids(counters), first, `there is no counter "${first}"; counters are`, say);
  if (name === 'bought' && first !== undefined)
    oneOf(GOODS, first, `there is no "${field}"; one may ask what was bought by`, say);
  if (name === 'top' && first !== undefined)
    oneOf(['spent', 'orders'], first, `there is no "${field}"; one may be among the best by`, say);
  if (name !== 'last' || first === undefined) return;
  if (!/^\d{1,4}$/.test(first)) say(`"${field}" names no days; write e.g. "member.last.60.orders"`);
  else if (second !== undefined)
    oneOf(['orders', 'spent', ...GOODS], second, `there is no "${field}"; of the last days one may ask`, say);
}

function checkOrder({ field, name, rest, asked }: Asked, say: Say): void {
  oneOf(
    ORDER,
    name,
    `an order has no "${field}" (what you know of it is "event.attributes.…"); one may ask about`,
    say,
  );
  if (name !== 'lines') return;
  const [first] = rest.filter((part) => !/^\d+$/.test(part));
  if (first !== undefined) oneOf(LINE, first, `a line has no "${first}" (${OWN_OF_LINE}); it has`, say);
  const some = asked !== null && typeof asked === 'object' && '$elemMatch' in asked ? asked.$elemMatch : null;
  if (some && first === undefined) checkLine(some as Record<string, unknown>, say);
}

const OWN_OF_LINE = 'what you know of it is "attributes.…"';

function checkLine(query: Record<string, unknown>, say: Say): void {
  for (const [field, asked] of Object.entries(query)) {
    if (field.startsWith('$')) for (const each of Array.isArray(asked) ? asked : []) checkLine(each, say);
    else {
      const [name = ''] = field.split('.');
      oneOf([...LINE, 'net'], name, `a line has no "${field}" (${OWN_OF_LINE}); it has`, say);
    }
  }
}

function oneOf(known: readonly string[], name: string, message: string, say: Say): void {
  if (!known.includes(name)) say(known.length > 0 ? `${message} ${known.join(', ')}` : message.replace(/;[^;]*$/, ''));
}

/** The words that a field is compared with, whichever way. */
function stringsIn(asked: unknown): string[] {
  if (typeof asked === 'string') return [asked];
  if (Array.isArray(asked)) return asked.flatMap(stringsIn);
  if (asked === null || typeof asked !== 'object') return [];
  return Object.entries(asked).flatMap(([key, inner]) =>
    /^\$(eq|ne|in|nin|all|not|elemMatch)$/.test(key) ? stringsIn(inner) : [],
  );
}
