/** JSON with the keys of every object sorted and dates as ISO text: equal values give equal text, whatever way they came. */
export function canonical(value: unknown): string {
  return textOf(value) ?? 'null';
}

/** Written out because every entry passes here: `JSON.stringify` with a replacer that sorts makes each object anew. */
function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? listOf(value) : objectOf(value);
    default:
      return undefined;
  }
}

// Text that JSON writes as it is: no quotes, backslashes, control characters or halves of surrogate pairs.
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
const quoted = (text: string): string => (PLAIN.test(text) ? `"${text}"` : JSON.stringify(text));

function listOf(list: unknown[]): string {
  let text = '[';
  for (let at = 0; at < list.length; at += 1) text += `${at === 0 ? '' : ','}${textOf(list[at]) ?? 'null'}`;
  return `${text}]`;
}

function objectOf(value: object): string | undefined {
  if ('toJSON' in value && typeof value.toJSON === 'function') return textOf(value.toJSON());
  const inner = value as Record<string, unknown>;
  let text = '{';
  for (const name of namesOf(inner)) {
    const of = textOf(inner[name]);
    if (of !== undefined) text += `${text.length === 1 ? '' : ','}${quoted(name)}:${of}`;
  }
  return `${text}}`;
}

function namesOf(value: object): string[] {
  const names = Object.keys(value);
  for (let at = 1; at < names.length; at += 1)
    if ((names[at - 1] as string) > (names[at] as string)) return names.sort();
  return names;
}
