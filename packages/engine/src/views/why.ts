import type { Program, SilenceView } from '@laurel/contract';
import { lotOfRule } from '../decide/awards.ts';
import type { Change } from '../log/change.ts';
import type { Award, Entry, Silence } from '../log/entry.ts';
import { decimal, minus, ONE, plus, shown, times } from '../number/fraction.ts';
import { counterPoints } from './counters.ts';
import { changeText, type Pen, sentence } from './pen.ts';
import { currencyOf } from './sentence.ts';
import { exact } from './text.ts';

/** What only the machine needs: it moves no points and a person has nothing to check in it. */
const QUIET = new Set<Change['kind']>([
  'window.used',
  'cooldown.started',
  'cooldown.ended',
  'pool.used',
  'pool.freed',
  'tier.counted',
  'tallied',
  'ordered',
]);

/** An entry line by line: each rule with its arithmetic, each consequence, each rule that did not fire, the version that judged. */
export function whyOf(entry: Entry, pen: Pen): string[] {
  const lots = new Set(entry.awards.map(({ lot }) => lot));
  const changes = entry.changes.filter(
    (change) => !QUIET.has(change.kind) && !(change.kind === 'lot.opened' && lots.has(change.lot)),
  );
  return [
    ...entry.awards.map((award) => awardText(entry, award, pen)),
    ...changes.map((change) => changeText(change, pen)),
    ...entry.silent.map((silence) => {
      const { name, text } = silenceView(silence, pen);
      return silence.part ? pen.words.less(name, text) : pen.words.silent(name, text);
    }),
    pen.words.version(entry.version),
  ].map(sentence);
}

/** A rule, coupon or recommendation that had no effect. */
export function silenceView({ rule, reason, of = undefined }: Silence, pen: Pen): SilenceView {
  return {
    of: rule,
    kind: of ?? 'rule',
    name: of === undefined ? pen.name('rules', rule) : rule,
    reason,
    text: pen.words.reasons[reason],
  };
}

/** "“Purchase”: €87.50 at 1 point per €1.00 = 87.5, × 1.5 by the tier “Gold” = 131.25, rounded down, comes to 131 points". */
function awardText(entry: Entry, award: Award, pen: Pen): string {
  const { sum } = pen.words;
  const rule = pen.program?.rules.find(({ id }) => id === award.rule);
  const earn = typeof rule?.earn === 'object' && 'round' in rule.earn ? rule.earn : null;
  const unit = (n: number) =>
    award.counter === undefined ? pen.points(n) : pen.words.counter(pen.name('counters', award.counter), pen.plain(n));
  const parts = [earn ? formulaText(entry, award, earn, unit, pen) : sum.fixed(unit(award.base))];
  parts.push(...multiplied(award, pen));
  if (earn) {
    if (earn.round === 'line') parts.push(sum.byLine);
    parts.push(sum.rounded[earn.rounding]);
  }
  if (award.clippedBy)
    parts.push(sum.clipped(pen.points(award.clippedBy.by), pen.words.reasons[award.clippedBy.reason]));
  const of = lotOfRule(entry, award);
  const lot = of?.opened;
  const given = award.lot === null ? counterPoints(entry, award) : (of?.points ?? award.points);
  parts.push(sum.comesTo(unit(given)));
  if (lot && lot.activeAt !== null) parts.push(pen.words.until(pen.day(lot.activeAt)));
  if (lot && lot.expiresAt !== null) parts.push(sum.expires(pen.day(lot.expiresAt)));
  return `${sum.about(pen.name('rules', award.rule))}${parts.join(pen.words.and)}`;
}

type Rate = Extract<Extract<Program['rules'][number]['earn'], object>, { round: string }>;

/** "€87.50 at 1 point per €1.00 = 87.5". */
function formulaText(entry: Entry, award: Award, earn: Rate, unit: (n: number) => string, pen: Pen): string {
  const { sum, pieces } = pen.words;
  const currency = currencyOf(entry);
  const amount = award.amount === null ? null : pen.money(award.amount, currency);
  const base = exact(award.base, pen.locale);
  if ('percent' in earn) return `${sum.percent(amount, exact(earn.percent, pen.locale))} = ${base}`;
  if ('items' in earn)
    return `${sum.rate(pieces(pen.plain(award.pieces ?? 0)), unit(earn.points), pieces(pen.plain(earn.items)))} = ${base}`;
  return amount === null
    ? sum.fixed(unit(award.base))
    : `${sum.rate(amount, unit(earn.points), pen.money(earn.per, currency))} = ${base}`;
}

/** Each multiplier, and after the last what they come to together (RULES 8). */
function multiplied(award: Award, pen: Pen): string[] {
  const { words, program } = pen;
  return award.multipliers.map((one, at) => {
    const text = words.times(pen.plain(one.times), multiplierName(one, pen));
    if (at < award.multipliers.length - 1) return text;
    return `${text} = ${exact(shown(times(decimal(award.base), factorOf(award, program))), pen.locale)}`;
  });
}

export function multiplierName({ kind, id }: Award['multipliers'][number], pen: Pen): string {
  if (kind === 'segment') return pen.words.segment(pen.name('segments', id));
  return kind === 'tier' ? pen.words.tier(pen.name('tiers', id)) : pen.words.campaign(pen.name('campaigns', id));
}

function factorOf({ multipliers }: Award, program: Program | null) {
  const add = program?.stack === 'add';
  return multipliers.reduce((factor, { times: by }) => {
    return add ? plus(factor, minus(decimal(by), ONE)) : times(factor, decimal(by));
  }, ONE);
}
