import { patternOf } from '@laurel/contract';
import { fieldName, isDated, valueText } from './field.ts';
import type { ExplainPen } from './pen.ts';

/** A condition in words that a guest can read. What has no words is told as what the shop asks for. */
export function conditionText(condition: Record<string, unknown>, pen: ExplainPen): string {
  const { condition: words } = pen.say;
  const parts = Object.entries(condition).map(([field, asked]) => partText(field, asked, pen));
  return parts.length === 0 ? words.other : parts.join(words.and);
}

function partText(field: string, asked: unknown, pen: ExplainPen): string {
  const { condition: words } = pen.say;
  if (field === '$and' || field === '$or' || field === '$nor') {
    const all = (asked as Record<string, unknown>[]).map((one) => conditionText(one, pen));
    const [only = ''] = all;
    const text = all.length === 1 ? only : all.map((one) => `(${one})`).join(field === '$and' ? words.and : words.or);
    return field === '$nor' ? words.not(text) : text;
  }
  if (field.startsWith('$')) return words.other;
  if (asked === null || typeof asked !== 'object' || '$date' in asked)
    return operatorText('$eq', asked, { field, pen });
  if (Array.isArray(asked)) return words.other;
  return Object.entries(asked)
    .flatMap(([operator, of]) => (operator === '$options' ? [] : [operatorText(operator, of, { field, pen })]))
    .join(words.and);
}

interface About {
  field: string;
  pen: ExplainPen;
}

function operatorText(operator: string, of: unknown, about: About): string {
  const { field, pen } = about;
  const { condition: words } = pen.say;
  const name = fieldName(field, pen);
  const value = (one: unknown) => valueText(field, one, pen);
  const values = () => (of as unknown[]).map(value);
  switch (operator) {
    case '$eq':
      return isText(of, about);
    case '$ne':
      if (typeof of === 'boolean' && words.facts[field]) return isText(!of, about);
      return of === null ? words.exists(name) : words.isNot(name, value(of));
    case '$gte':
    case '$gt':
    case '$lte':
    case '$lt':
      return orderText(operator, of, about);
    case '$in':
      return (of as unknown[]).length === 1 ? isText((of as unknown[])[0], about) : words.is(name, words.any(values()));
    case '$nin':
      return words.noneOf(name, values());
    case '$all':
      return words.is(name, pen.list(values()));
    case '$exists':
      return of === false ? words.not(words.exists(name)) : words.exists(name);
    case '$not':
      return words.not(partText(field, of, pen));
    case '$size':
      return words.size(name, of as number);
    case '$mod': {
      const [by, rest] = of as [number, number];
      return rest === 0 ? words.multiple(name, by) : words.other;
    }
    case '$regex': {
      const found = patternOf(of as string);
      if (!found) return words.other;
      const { start, end, words: text } = found;
      const quoted = value(text);
      if (start && end) return words.is(name, quoted);
      return start ? words.begins(name, quoted) : end ? words.ends(name, quoted) : words.contains(name, quoted);
    }
    case '$elemMatch':
      return elementText(of as Record<string, unknown>, about);
    default:
      return words.other;
  }
}

function isText(of: unknown, { field, pen }: About): string {
  const { condition: words } = pen.say;
  const fact = typeof of === 'boolean' ? words.facts[field] : undefined;
  if (fact) return of ? fact.yes : fact.no;
  if (field === 'event.orderNumber' && typeof of === 'number') return words.nthOrder(of);
  if (field === 'member.orders' && of === 0) return words.nthOrder(1);
  if (field === 'time.hour' && typeof of === 'number')
    return [words.later(words.hour(of)), words.earlier(words.hour(of + 1))].join(words.and);
  const name = fieldName(field, pen);
  return of === null ? words.not(words.exists(name)) : words.is(name, valueText(field, of, pen));
}

/** Greater or less: of a time of day and of a day, later or earlier. An hour that is past begins with the next one. */
function orderText(operator: string, of: unknown, { field, pen }: About): string {
  const { condition: words } = pen.say;
  if (field === 'time.hour' && typeof of === 'number') {
    const from = operator === '$gt' || operator === '$lte' ? of + 1 : of;
    return operator.startsWith('$gt') ? words.later(words.hour(from)) : words.earlier(words.hour(from));
  }
  const name = fieldName(field, pen);
  const value = valueText(field, of, pen);
  if (field === 'time.at' && operator === '$gte') return words.later(value);
  if (field === 'time.at' && operator === '$lt') return words.earlier(value);
  const order = isDated(field, of) ? words.dated : words.order;
  return order[operator as keyof typeof order](name, value);
}

/** One element of a list: of the order's lines, by what they are. */
function elementText(of: Record<string, unknown>, { field, pen }: About): string {
  const { condition: words } = pen.say;
  const byValue = Object.keys(of).some((key) => key.startsWith('$') && !['$and', '$or', '$nor'].includes(key));
  return byValue ? partText(field, of, pen) : words.element(fieldName(field, pen), conditionText(of, pen));
}
