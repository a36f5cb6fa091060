import type { Program, SilenceView } from '@laurel/contract';
import type { Change } from '../log/change.ts';
import type { Award, Entry, Silence } from '../log/entry.ts';
import { decimal, minus, ONE, plus, shown, times } from '../number/fraction.ts';
import { changeText, type Pen, sentence } from './pen.ts';

/** What only the machine needs: it moves no points and a person has nothing to check in it. */
const QUIET = new Set<Change['kind']>(['window.used', 'tier.counted', 'tallied', 'ordered']);

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
      return pen.words.silent(name, text);
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
  const earn = typeof rule?.earn === 'object' && 'per' in rule.earn ? rule.earn : null;
  const parts: string[] = [];
  if (award.amount !== null && earn) {
    const rate = sum.rate(pen.money(award.amount), pen.points(earn.points), pen.money(earn.per));
    parts.push(`${rate} = ${exact(award.base, pen)}`);
  } else parts.push(sum.fixed(pen.points(award.base)));
  parts.push(...multiplied(award, pen));
  if (earn) {
    if (earn.round === 'line') parts.push(sum.byLine);
    parts.push(sum.rounded[earn.rounding]);
  }
  if (award.clippedBy)
    parts.push(sum.clipped(pen.points(award.clippedBy.by), pen.words.reasons[award.clippedBy.reason]));
  const opened = entry.changes.find((change) => change.kind === 'lot.opened' && change.lot === award.lot);
  const lot = opened?.kind === 'lot.opened' ? opened : null;
  parts.push(sum.comesTo(pen.points(award.lot === null ? 0 : (lot?.points ?? award.points))));
  if (lot && lot.activeAt !== null) parts.push(pen.words.until(pen.day(lot.activeAt)));
  if (lot && lot.expiresAt !== null) parts.push(sum.expires(pen.day(lot.expiresAt)));
  return `${sum.about(pen.name('rules', award.rule))}${parts.join(pen.words.and)}`;
}

/** Each multiplier, and after the last what they come to together (RULES 8). */
function multiplied(award: Award, pen: Pen): string[] {
  const { words, program } = pen;
  return award.multipliers.map((one, at) => {
    const text = words.times(pen.plain(one.times), multiplierName(one, pen));
    if (at < award.multipliers.length - 1) return text;
    return `${text} = ${exact(shown(times(decimal(award.base), factorOf(award, program))), pen)}`;
  });
}

export function multiplierName({ kind, id }: Award['multipliers'][number], pen: Pen): string {
  return kind === 'tier' ? pen.words.tier(pen.name('tiers', id)) : pen.words.campaign(pen.name('campaigns', id));
}

function factorOf({ multipliers }: Award, program: Program | null) {
  const add = program?.stack === 'add';
  return multipliers.reduce((factor, { times: by }) => {
    return add ? plus(factor, minus(decimal(by), ONE)) : times(factor, decimal(by));
  }, ONE);
}

function exact(n: number, pen: Pen): string {
  return new Intl.NumberFormat(pen.locale, { maximumFractionDigits: 6 }).format(n);
}
