import { day } from '../text.ts';
import type { ExplainPen } from './pen.ts';

const MONEY =
  /^(event\.)?(total|subtotal|shipping|tax|amount)$|^(event\.)?(lines\.)?(unitPrice|discount|net)$|^member\.(spent|averageOrder)$|^member\.last\.\d+\.spent$/;
const DATED = new Set(['time.now', 'time.date', 'member.joinedAt', 'member.firstOrderAt', 'member.lastOrderAt']);

/** What a condition asks about, in words: never a path of the document. */
export function fieldName(field: string, pen: ExplainPen): string {
  const { condition: words } = pen.say;
  const known = words.fields[field] ?? words.fields[field.replace(/^event\.lines\./, '')];
  if (known !== undefined) return known;
  const [, days, counted] = /^member\.last\.(\d+)\.(\w+)$/.exec(field) ?? [];
  if (days !== undefined && counted !== undefined) return words.within(counted, days);
  const [, counter] = /^member\.counters\.(.+)$/.exec(field) ?? [];
  if (counter !== undefined) return words.named(pen.name('counters', counter));
  const [, attribute] = /^member\.attributes\.(.+)$/.exec(field) ?? [];
  if (attribute !== undefined) return words.own(plainWords(attribute));
  return words.named(plainWords(field.replace(/^(event|member|time)\./, '')));
}

/** "countryOfBirth" and "country_of_birth" are "country of birth". */
function plainWords(path: string): string {
  return path
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[._\s-]+/)
    .filter((part) => !/^\d+$/.test(part))
    .map((part) => part.toLowerCase())
    .join(' ');
}

/** Whether a value is a day or an instant, so that it is later or earlier, and not more or less. */
export function isDated(field: string, value: unknown): boolean {
  return DATED.has(field) || (value !== null && typeof value === 'object' && '$date' in value);
}

export function valueText(field: string, value: unknown, pen: ExplainPen): string {
  const { condition: words } = pen.say;
  if (typeof value === 'number') return numberText(field, value, pen);
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (value !== null && typeof value === 'object' && '$date' in value) return pen.day(Date.parse(String(value.$date)));
  return typeof value === 'string' ? stringText(field, value, pen) : words.nothing;
}

function numberText(field: string, value: number, pen: ExplainPen): string {
  const { condition: words } = pen.say;
  if (MONEY.test(field)) return pen.money(value);
  if (field === 'time.weekday') return words.weekdays[value - 1] ?? String(value);
  if (field === 'time.month') return monthName(value, pen.locale);
  if (field === 'time.hour') return words.hour(value);
  return field === 'time.year' ? String(value) : pen.plain(value);
}

function monthName(month: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return format.format(Date.UTC(2026, month - 1, 15));
}

function stringText(field: string, value: string, pen: ExplainPen): string {
  const { condition: words } = pen.say;
  if (field === 'member.tier') return words.quoted(pen.name('tiers', value));
  if (field === 'member.segments') return words.quoted(pen.name('segments', value));
  if (field === 'time.date' && /^\d{4}-\d\d-\d\d$/.test(value)) return dateText(value, pen);
  if (field === 'time.at') return value;
  if (field === 'event.type') return pen.event(value);
  const kind = /country$/i.test(field) ? 'region' : /currency$/i.test(field) ? 'currency' : null;
  return (kind && placeName(kind, value, pen.locale)) ?? words.quoted(value);
}

/** A date has no time zone of its own. */
function dateText(date: string, { locale }: ExplainPen): string {
  return day(Date.parse(date), 'UTC', locale);
}

function placeName(type: 'region' | 'currency', code: string, locale: string): string | null {
  if (!/^[A-Z]{2,3}$/.test(code)) return null;
  const name = new Intl.DisplayNames([locale], { type }).of(code);
  return name === undefined || name === code ? null : name;
}
