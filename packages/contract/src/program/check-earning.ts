import type { z } from 'zod';
import type { Campaign } from './campaign.ts';
import { CONDITION_LIMITS } from './condition.ts';
import type { Counter, ForeignCurrency } from './counter.ts';
import type { EventKind } from './event-kind.ts';
import type { Rule } from './rule.ts';
import type { Segment } from './segment.ts';

interface Earning {
  currency: string;
  currencies: ForeignCurrency[];
  points: { worth?: { points: number; amount: number } | undefined };
  rules: z.output<typeof Rule>[];
  campaigns: z.output<typeof Campaign>[];
  segments: z.output<typeof Segment>[];
  boards: { who?: Record<string, unknown> | undefined }[];
  counters: Counter[];
  events: EventKind[];
}

/** Parts of all conditions of a program together. */
const MOST_PARTS = 10 * CONDITION_LIMITS.parts;

/** A purchase here or at a partner: it has a subtotal and a total. */
const isPurchase = (type: string): boolean => type === 'order.paid' || type === 'partner.purchased';

/** An order has one award of a rule, whatever stands on its lines. */
const OF_LINES = /^event\.(lines|paidWith|coupons)(\.|$)/;

/** What no part of a program's earning can tell by itself: names that nothing stands behind, and what contradicts itself. */
export function checkEarning(program: Earning, context: z.core.$RefinementCtx): void {
  const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  const rules = new Set(program.rules.map(({ id }) => id));
  const counters = new Set(program.counters.map(({ id }) => id));
  const accepted = new Set([program.currency, ...program.currencies.map(({ code }) => code)]);
  for (const list of ['campaigns', 'segments'] as const) {
    program[list].forEach((each, at) => {
      for (const id of each.earn?.rules ?? [])
        if (!rules.has(id)) say([list, at, 'earn', 'rules'], `there is no rule "${id}"`);
    });
  }
  program.segments.forEach(({ when }, at) => {
    const about = Object.keys(fieldsOf(when)).find(
      (field) => !/^(member\.(?!segments)|time\.)/.test(field) && !field.startsWith('$'),
    );
    if (about !== undefined)
      say(['segments', at, 'when'], `a segment asks about "member.…" and "time.…", not about "${about}"`);
  });
  program.boards.forEach(({ who = {} }, at) => {
    const about = Object.keys(fieldsOf(who)).find(
      (field) => !/^member\.(tier$|segments$|attributes\.)/.test(field) && !field.startsWith('$'),
    );
    if (about !== undefined)
      say(
        ['boards', at, 'who'],
        `a board asks about "member.tier", "member.segments" and "member.attributes.…", not about "${about}"`,
      );
  });
  program.rules.forEach((rule, at) => {
    const { earn } = rule;
    for (const { each } of [rule.limit ?? []].flat())
      if (each !== undefined && isPurchase(rule.on) && OF_LINES.test(each))
        say(
          ['rules', at, 'limit', 'each'],
          'an order is judged as a whole: name a field of the order, not of its lines',
        );
    if (rule.currency !== undefined && !accepted.has(rule.currency))
      say(['rules', at, 'currency'], `${rule.currency} is not among the program's currencies`);
    if (typeof earn === 'number') return;
    if (earn.counter !== undefined && !counters.has(earn.counter))
      say(['rules', at, 'earn', 'counter'], `there is no counter "${earn.counter}"`);
    if (earn.counter !== undefined && rule.budget !== undefined)
      say(['rules', at, 'budget'], 'a budget is of points; this rule earns a counter');
    if ('percent' in earn && !program.points.worth)
      say(['rules', at, 'earn', 'percent'], 'per cent needs `points.worth`: what points are worth');
    if (!('of' in earn)) {
      if ('items' in earn && rule.on !== 'order.paid')
        say(['rules', at, 'earn', 'items'], 'only orders ("order.paid") have pieces');
    } else if (earn.of.startsWith('event.') === isPurchase(rule.on))
      say(
        ['rules', at, 'earn', 'of'],
        isPurchase(rule.on)
          ? 'of an order "subtotal", "total" or "lines" count'
          : 'of this event `of` names a number, e.g. "event.amount"',
      );
  });
  once(
    program.events,
    ({ type }) => type,
    (at, type) => say(['events', at, 'type'], `"${type}" stands twice in events`),
  );
  once(
    program.currencies,
    ({ code }) => code,
    (at, code) => say(['currencies', at, 'code'], `"${code}" stands twice in currencies`),
  );
  program.currencies.forEach(({ code }, at) => {
    if (code === program.currency) say(['currencies', at, 'code'], 'this is the program’s own currency');
  });
  const parts = JSON.stringify(
    [program.rules, program.campaigns, program.segments].flat().map(({ when }) => when ?? 0),
  );
  if ((parts.match(/[,:]/g)?.length ?? 0) > MOST_PARTS)
    say(['rules'], `the conditions of a program have at most ${MOST_PARTS} parts together`);
}

function once<Item>(items: readonly Item[], of: (item: Item) => string, twice: (at: number, name: string) => void) {
  const seen = new Set<string>();
  items.forEach((item, at) => {
    const name = of(item);
    if (seen.has(name)) twice(at, name);
    seen.add(name);
  });
}

/** The fields that a condition asks about, through `$and`, `$or` and `$nor`. */
function fieldsOf(when: Record<string, unknown>): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(when)) {
    if (Array.isArray(inner) && key.startsWith('$'))
      for (const each of inner) Object.assign(fields, fieldsOf(each as Record<string, unknown>));
    else fields[key] = inner;
  }
  return fields;
}
