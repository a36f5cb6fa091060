/** What stands for "never" in a log. */
const NEVER = 8_640_000_000_000_000;

/** A value in a line that a person reads: instants as dates, and nothing in quotes. */
export function said(value: unknown): string {
  if (value === null) return '–';
  if (typeof value === 'number') return value > 1e12 ? instant(value) : String(value);
  if (value instanceof Date) return instant(value.getTime());
  if (Array.isArray(value)) return `[${value.map(said).join(' ')}]`;
  if (typeof value !== 'object') return plain(String(value));
  const parts = Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : `${plain(key)} ${said(inner)}`,
  );
  return `{${parts.join(', ')}}`;
}

/** UTC, as short as it is exact. */
export function instant(at: number): string {
  if (at >= NEVER) return 'never';
  return new Date(at)
    .toISOString()
    .replace('T', ' ')
    .replace(/(:00)?(\.000)?Z$/, '');
}

/** Names of windows, keys and the like hold instants as numbers, and signs that nobody sees. */
function plain(text: string): string {
  return text
    .replaceAll('\u0001', '§')
    .replace(/\b1[5-9]\d{11}\b/g, (digits) => instant(Number(digits)).replace(' ', '_'))
    .replace(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d):00(\.000)?Z/g, '$1_$2');
}

/** What a page shows, one value a line: where it stands, and what it is. Things of a list go by their ids. */
export function flat(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (value === undefined) return into;
  const inner =
    value === null || typeof value !== 'object'
      ? []
      : Array.isArray(value)
        ? value.map((one, at) => [nameOf(one, at), one] as const)
        : Object.entries(value);
  if (inner.length === 0) return into.set(path, said(value));
  for (const [key, one] of inner) flat(one, path ? `${path}.${key}` : key, into);
  return into;
}

function nameOf(one: unknown, at: number): string {
  const { id, code } = (one ?? {}) as { id?: unknown; code?: unknown };
  return [id, code, String(at)].find((name) => typeof name === 'string') as string;
}

/** What of a page is another than before: a line for each thing on it. */
export function moved(before: Map<string, string>, after: Map<string, string>): string[] {
  const lines = new Map<string, string[]>();
  const note = (path: string, text: string) => {
    const [, thing = '', rest = ''] =
      /^((?:rules|challenges|streaks|draws|goals|badges|boards|rewards|causes|tiers|coupons|offers|segments)\.[^.]+|[^.]*)\.?(.*)$/.exec(
        path,
      ) ?? [];
    const known = lines.get(thing) ?? [];
    lines.set(thing, known);
    known.push(rest ? `${rest} ${text}` : text);
  };
  for (const [path, text] of after) {
    const was = before.get(path);
    if (was !== text) note(path, was === undefined ? text : `${was} → ${text}`);
  }
  for (const [path, text] of before) if (!after.has(path)) note(path, `${text} → gone`);
  return [...lines].map(([thing, parts]) => `${thing}: ${parts.join(', ')}`);
}

/** The same of a page that nobody has seen before. */
export const seen = (page: Map<string, string>): string[] => moved(new Map(), page);
