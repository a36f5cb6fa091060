/** JSON with the keys of every object sorted and dates as ISO text: equal values give equal text, whatever way they came. */
export function canonical(value: unknown): string {
  const plain = plainOf(value);
  return isWritten(plain) ? withValue('', plain) : 'null';
}

/** Texts of lists that are to be written out once more. */
const remembered = new WeakMap<unknown[], string>();

/**
 * Keeps a list's text until `forgetText`, for whatever it stands in: an order's lines are nearly all of it, and are written out to know the
 * order again and to seal its entry.
 * @param list never changed from here on
 */
export function rememberText(list: unknown[]): void {
  remembered.set(list, withList('', list));
}

export function forgetText(list: unknown[]): void {
  remembered.delete(list);
}

/**
 * Written out, and on to one text, because every entry passes here: `JSON.stringify` with a replacer that sorts makes each object
 * anew, and texts of parts that are put together are mostly garbage.
 * @param value as JSON has it: without a `toJSON` of its own
 */
function withValue(text: string, value: unknown): string {
  switch (typeof value) {
    case 'string':
      return text + quoted(value);
    case 'number':
      return text + (Number.isFinite(value) ? value : 'null');
    case 'boolean':
      return text + (value ? 'true' : 'false');
    default:
      if (value === null) return `${text}null`;
      return Array.isArray(value) ? withList(text, value) : withObject(text, value as Record<string, unknown>);
  }
}

function withList(before: string, list: unknown[]): string {
  const known = remembered.get(list);
  if (known !== undefined) return before + known;
  let text = `${before}[`;
  for (let at = 0; at < list.length; at += 1) {
    const value = plainOf(list[at]);
    if (at > 0) text += ',';
    text = isWritten(value) ? withValue(text, value) : `${text}null`;
  }
  return `${text}]`;
}

function withObject(before: string, object: Record<string, unknown>): string {
  let text = `${before}{`;
  let isFirst = true;
  for (const name of namesOf(object)) {
    const value = plainOf(object[name]);
    if (!isWritten(value)) continue;
    text = withValue(isFirst ? text + labelOf(name) : `${text},${labelOf(name)}`, value);
    isFirst = false;
  }
  return `${text}}`;
}

function plainOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return 'toJSON' in value && typeof value.toJSON === 'function' ? value.toJSON() : value;
}

/** Whether JSON has such a value: a field that has none is left out. */
function isWritten(value: unknown): boolean {
  const kind = typeof value;
  return kind !== 'undefined' && kind !== 'function' && kind !== 'symbol' && kind !== 'bigint';
}

// Text that JSON writes as it is: no quotes, backslashes, control characters or halves of surrogate pairs.
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

/** Names of fields with their quotes and colon; they are few, and those that are not are not kept. */
const labels = new Map<string, string>();
const LABELS = 2_000;

function labelOf(name: string): string {
  const known = labels.get(name);
  if (known !== undefined) return known;
  const label = `${quoted(name)}:`;
  if (labels.size < LABELS) labels.set(name, label);
  return label;
}

/** More names than these are sorted by the library. */
const FEW = 32;

function namesOf(value: object): string[] {
  const names = Object.keys(value);
  if (names.length > FEW) return names.sort();
  // In place: most objects have few names, and `sort` copies them all.
  for (let at = 1; at < names.length; at += 1) {
    const name = names[at] as string;
    let to = at;
    for (; to > 0 && (names[to - 1] as string) > name; to -= 1) names[to] = names[to - 1] as string;
    names[to] = name;
  }
  return names;
}
