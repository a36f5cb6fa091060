/** JSON with the keys of every object sorted and dates as ISO text: equal values give equal text, whatever way they came. */
export function canonical(value: unknown): string {
  return textOf(value) ?? 'null';
}

/** Written out because every entry passes here: `JSON.stringify` with a replacer that sorts makes each object anew. */
function textOf(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : objectOf(value);
    default:
      return undefined;
  }
}

function objectOf(value: object): string | undefined {
  if (Array.isArray(value)) return `[${value.map((item) => textOf(item) ?? 'null').join(',')}]`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return textOf(value.toJSON());
  const inner = value as Record<string, unknown>;
  let text = '';
  for (const key of Object.keys(inner).sort()) {
    const of = textOf(inner[key]);
    if (of !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${of}`;
  }
  return `{${text}}`;
}
