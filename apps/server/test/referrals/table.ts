import type { Laurel } from '../../src/laurel.ts';
import { type Case, type Lived, live, OUTCOMES, type Outcome, readCases, type Time } from './story.ts';

interface Row {
  kind: string;
  label: Case['label'];
  of: number;
  outcomes: Record<Outcome, number>;
  /** Ids of frauds that were rewarded at once, and of honest ones that were refused. */
  wrong: string[];
  /** Ids of honest ones that wait for somebody's word. */
  waits: string[];
}

export interface Table {
  rows: Row[];
  frauds: { of: number; refused: number; review: number; missed: number };
  honest: { of: number; refused: number; review: number; passed: number };
}

/** Lives the stories of all files together, since days on which something happens cost more than how much happens, and counts each. */
export async function tablesOf(
  laurel: Laurel,
  time: Time,
  names: readonly string[],
  households: 'allow' | 'review' | 'refuse' = 'allow',
): Promise<Map<string, Table>> {
  const files = await Promise.all(names.map(readCases));
  const lived = await live(laurel, time, files.flat(), { households });
  let at = 0;
  return new Map(
    names.map((name, n) => {
      const cases = files[n] ?? [];
      at += cases.length;
      return [name, tableOf(cases, lived.slice(at - cases.length, at))];
    }),
  );
}

/**
 * A fraud is caught when it is refused, held for somebody's word, or undone by the chargeback; an honest one that is undone was sent back,
 * which refuses nobody.
 */
function tableOf(cases: readonly Case[], lived: readonly Lived[]): Table {
  const rows = new Map<string, Row>();
  for (const [at, { outcome, score, reasons }] of lived.entries()) {
    const each = cases[at] as Case;
    const key = `${each.label} ${each.kind}`;
    const row = rows.get(key) ?? {
      kind: each.kind,
      label: each.label,
      of: 0,
      outcomes: { passed: 0, review: 0, refused: 0, undone: 0 },
      wrong: [],
      waits: [],
    };
    rows.set(key, row);
    row.of += 1;
    row.outcomes[outcome] += 1;
    const isWrong = each.label === 'fraud' ? outcome === 'passed' : outcome === 'refused';
    const said = `${each.id} (${score}: ${reasons.join(', ') || 'nothing'})`;
    if (isWrong) row.wrong.push(said);
    if (each.label === 'honest' && outcome === 'review') row.waits.push(said);
  }
  const all = [...rows.values()];
  const sum = (label: Case['label'], outcome?: Outcome) =>
    all
      .filter((row) => row.label === label)
      .reduce((n, row) => n + (outcome === undefined ? row.of : row.outcomes[outcome]), 0);
  return {
    rows: all,
    frauds: {
      of: sum('fraud'),
      refused: sum('fraud', 'refused') + sum('fraud', 'undone'),
      review: sum('fraud', 'review'),
      missed: sum('fraud', 'passed'),
    },
    honest: {
      of: sum('honest'),
      refused: sum('honest', 'refused'),
      review: sum('honest', 'review'),
      passed: sum('honest', 'passed') + sum('honest', 'undone'),
    },
  };
}

/** A table for people. */
export function printed(name: string, { rows, frauds, honest }: Table): string {
  const widths = [20, 8, 4, ...OUTCOMES.map(() => 8)];
  const line = (cells: (string | number)[]) =>
    cells
      .map((cell, at) => (at < 2 ? String(cell).padEnd(widths[at] ?? 0) : String(cell).padStart(widths[at] ?? 0)))
      .join(' ');
  const percent = (n: number, of: number) => `${((n * 100) / of).toFixed(1)} of 100`;
  return [
    `${name}: ${frauds.of + honest.of} recommendations`,
    line(['kind', 'label', 'of', ...OUTCOMES]),
    ...rows.map(({ kind, label, of, outcomes }) => line([kind, label, of, ...OUTCOMES.map((each) => outcomes[each])])),
    '',
    `frauds  caught ${percent(frauds.refused + frauds.review, frauds.of)}: ${frauds.refused} refused or undone, ${frauds.review} held for a reviewer, ${frauds.missed} rewarded`,
    `honest  refused ${percent(honest.refused, honest.of)}: ${honest.refused} refused, ${honest.review} held for a reviewer, ${honest.passed} rewarded`,
    ...rows.flatMap(({ wrong }) => wrong.map((each) => `  wrong: ${each}`)),
    ...rows.flatMap(({ waits }) => waits.map((each) => `  waits: ${each}`)),
  ].join('\n');
}
