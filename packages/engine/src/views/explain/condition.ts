import type { ExplainPen } from './pen.ts';

const MONEY = new Set(['event.total', 'event.subtotal', 'member.spent', 'member.averageOrder', 'unitPrice']);

/** A condition in words. What has no words is told as what the shop asks for. */
export function conditionText(condition: Record<string, unknown>, pen: ExplainPen): string {
  const { condition: words } = pen.say;
  const parts = Object.entries(condition).map(([field, asked]) => partText(field, asked, pen));
  return parts.length === 0 ? words.other : parts.join(words.and);
}

function partText(field: string, asked: unknown, pen: ExplainPen): string {
  const { condition: words } = pen.say;
  if (field === '$and' || field === '$or') {
    const all = (asked as Record<string, unknown>[]).map((one) => conditionText(one, pen));
    return all.length === 1
      ? (all[0] ?? '')
      : all.map((one) => `(${one})`).join(field === '$and' ? words.and : words.or);
  }
  if (field.startsWith('$')) return words.other;
  const [, days, counted] = /^member\.last\.(\d+)\.(\w+)$/.exec(field) ?? [];
  const recent = days !== undefined && counted !== undefined ? words.within(counted, days) : undefined;
  const name = recent ?? words.fields[field] ?? field.replace(/^(event|member\.attributes)\./, '');
  const value = (of: unknown) => valueText(field, of, pen);
  if (asked === null || typeof asked !== 'object') return words.is(name, value(asked));
  if (Array.isArray(asked)) return words.other;
  return Object.entries(asked)
    .map(([operator, of]) => operatorText(operator, of, { name, value, pen, field }))
    .join(words.and);
}

function operatorText(
  operator: string,
  of: unknown,
  { name, value, pen, field }: { name: string; value(of: unknown): string; pen: ExplainPen; field: string },
): string {
  const { condition: words } = pen.say;
  const list = () => (of as unknown[]).map(value).join(pen.words.and);
  switch (operator) {
    case '$eq':
      return words.is(name, value(of));
    case '$ne':
      return words.isNot(name, value(of));
    case '$gte':
      return words.atLeast(name, value(of));
    case '$gt':
      return words.moreThan(name, value(of));
    case '$lte':
      return words.atMost(name, value(of));
    case '$lt':
      return words.lessThan(name, value(of));
    case '$in':
      return words.oneOf(name, list());
    case '$nin':
      return words.noneOf(name, list());
    case '$exists':
      return of === false ? words.not(words.exists(name)) : words.exists(name);
    case '$not':
      return words.not(partText(field, of, pen));
    default:
      return words.other;
  }
}

function valueText(field: string, value: unknown, pen: ExplainPen): string {
  const { condition: words } = pen.say;
  if (typeof value === 'number') {
    if (MONEY.has(field) || /^member\.last\.\d+\.spent$/.test(field)) return pen.money(value);
    if (field === 'time.weekday') return words.weekdays[value - 1] ?? String(value);
    return field === 'time.hour' ? words.hour(value) : pen.plain(value);
  }
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (field === 'member.tier' && typeof value === 'string') return `“${pen.name('tiers', value)}”`;
  return typeof value === 'string' ? `“${value}”` : words.other;
}
