import type { ProgramVersionView } from '@laurel/node';
import type { Words } from '../text/language.ts';

/** "1 point", "42 points": in the program's own words, or null where it has none for the language. */
export function pointsText(program: ProgramVersionView | null, words: Words, points: number): string | null {
  const forms = program?.program.points.name[words.language];
  if (!forms) return null;
  const form = forms[new Intl.PluralRules(words.language).select(points)] ?? forms.other;
  return `${words.number(points)} ${form}`;
}

/** What an amount of goods earns by the rules that hold for everybody; multipliers of a tier come on top. */
export function pointsFor(program: ProgramVersionView | null, pence: number): number {
  let sum = 0;
  for (const { on, earn, when, lines } of program?.program.rules ?? []) {
    if (on !== 'order.paid' || when || lines || typeof earn === 'number' || !('per' in earn) || earn.counter) continue;
    sum += Math.floor((pence * earn.points) / earn.per);
  }
  return sum;
}
