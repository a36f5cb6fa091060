import type { Program } from '@laurel/contract';
import { conditionText } from './condition.ts';
import { fieldName } from './field.ts';
import type { ExplainPen } from './pen.ts';

type Rule = Program['rules'][number];

/** Everything that a rule's `earn` may say. */
interface Gives {
  points?: number;
  per?: number;
  items?: number;
  percent?: number;
  of?: string;
  rounding?: 'floor' | 'round' | 'ceil';
  counter?: string;
}

/** How one earns: each rule with its limits, then what holds for all of them. */
export function earningLines(pen: ExplainPen): string[] {
  const { program, say } = pen;
  if (program.rules.length === 0) return [say.earn.nothing];
  const lines = program.rules.map((rule) => ruleLine(rule, pen));
  for (const limit of [program.limit ?? []].flat()) lines.push(say.most(pen.points(limit.points), say.per[limit.per]));
  if (program.budget !== undefined) lines.push(sentenceOf(boundsOf({ budget: program.budget }, pen).join('')));
  if (program.rules.some(({ exclusive }) => exclusive !== undefined)) lines.push(sentenceOf(say.earn.exclusive));
  if (program.campaigns.length + program.tiers.filter(({ earn }) => earn).length > 1)
    lines.push(say.stack[program.stack]);
  return lines;
}

function ruleLine(rule: Rule, pen: ExplainPen): string {
  const { say } = pen;
  const { earn: words } = say;
  const gives: Gives = typeof rule.earn === 'number' ? { points: rule.earn } : (rule.earn as Gives);
  const details = [base(rule, gives, pen)];
  if (gives.rounding && gives.rounding !== 'floor') details.push(words.rounding[gives.rounding]);
  if (rule.lines) details.push(words.lines(conditionText(rule.lines, pen)));
  if (rule.when) details.push(words.when(conditionText(rule.when, pen)));
  const { currency, cooldown, budget } = rule as Rule & Extras;
  if (currency) details.push(words.currency(currency));
  if (cooldown) details.push(words.cooldown(pen.length(cooldown)));
  details.push(...boundsOf({ limit: rule.limit as Bounds['limit'], budget }, pen));
  if (rule.from) details.push(words.from(pen.day(Date.parse(rule.from))));
  if (rule.until) details.push(words.until(pen.day(Date.parse(rule.until))));
  if (gives.counter) details.push(words.counter(pen.name('counters', gives.counter)));
  const text = details.join(pen.words.and);
  return sentenceOf(rule.name === undefined ? text : `${pen.text(rule.name, rule.id)}${pen.words.colon}${text}`);
}

/** Up to where something goes: its limits, then its budget. */
export function boundsOf({ limit, budget }: Bounds, pen: ExplainPen): string[] {
  const { earn: words, per: spans } = pen.say;
  const parts: string[] = [];
  for (const { times, points, per, shared, each } of [limit ?? []].flat()) {
    if (times !== undefined) parts.push(words.times(times, spans[per]));
    if (points !== undefined) parts.push(words.most(pen.points(points), spans[per]));
    if (shared) parts.push(words.shared);
    if (each !== undefined) parts.push(words.each(fieldName(each, pen)));
  }
  if (budget !== undefined) {
    const { points, per = 'ever' } = typeof budget === 'number' ? { points: budget } : budget;
    parts.push(words.budget(pen.points(points), spans[per]));
  }
  return parts;
}

interface Bounds {
  limit?: Limit | Limit[] | undefined;
  budget?: number | { points: number; per?: Limit['per'] | undefined } | undefined;
}

interface Limit {
  times?: number | undefined;
  points?: number | undefined;
  per: keyof ExplainPen['say']['per'];
  shared?: boolean | undefined;
  each?: string | undefined;
}

interface Extras {
  currency?: string;
  cooldown?: Parameters<ExplainPen['length']>[0];
  budget?: Bounds['budget'];
}

function base(
  rule: Rule,
  { points = 0, per, items, percent, of = 'subtotal', counter }: Gives,
  pen: ExplainPen,
): string {
  const { earn: words } = pen.say;
  const what = pen.event(rule.on);
  const known = percent === undefined ? words.amounts : words.shares;
  const amount = of in known ? known[of as 'total'] : words.number(fieldName(of, pen));
  const unit = counter === undefined ? pen.points(points) : pen.plain(points);
  if (percent !== undefined) return words.byPercent(`${pen.plain(percent)} %`, amount, what);
  if (items !== undefined) return words.byItem(unit, items, what);
  if (per !== undefined && of.startsWith('event.'))
    return words.byNumber(unit, per === 1 ? null : pen.plain(per), fieldName(of, pen), what);
  return per === undefined ? words.fixed(unit, what) : words.byAmount(unit, pen.money(per), amount, what);
}

export function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}
