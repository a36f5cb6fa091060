import { Readable } from 'node:stream';
import { OpeningRow } from '@laurel/contract';
import { parse } from 'csv-parse';
import { LaurelError } from '../../laurel.ts';
import { faultOf } from '../fault.ts';
import { type Columns, columnsOf, type Field } from './columns.ts';

/** A row, or what is wrong with the line that it stands on. */
export type Read = { line: number; row: OpeningRow } | { line: number; member: string | null; fault: string };

/** Reads JSON lines, one member each. */
export async function* readJson(lines: AsyncIterable<string>): AsyncGenerator<Read> {
  let line = 0;
  for await (const text of lines) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      yield parsed(line, JSON.parse(text));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      yield { line, member: null, fault: `not JSON: ${error.message}` };
    }
  }
}

/**
 * Reads a table with a head, comma- or semicolon-separated: rows of the same member are one, each with a lot or a code of its own.
 * @throws LaurelError `bad_request` where no column names the member, or the table is broken
 */
export async function* readTable(lines: AsyncIterable<string>, columns: Columns): AsyncGenerator<Read> {
  const rows = new Map<string, { line: number; row: Record<string, unknown> }>();
  let fields: Map<Field, string> | null = null;
  const table = Readable.from(withEnds(lines)).pipe(
    parse({ columns: true, bom: true, delimiter: [',', ';', '\t'], trim: true, skip_empty_lines: true, info: true }),
  );
  try {
    for await (const found of table) {
      const { record, info } = found as { record: Record<string, string>; info: { lines: number } };
      fields ??= columnsOf(Object.keys(record), columns);
      if (!fields.has('member'))
        throw new LaurelError('bad_request', undefined, {
          message: `no column names the member; the head is: ${Object.keys(record).join(', ')}`,
        });
      const cells = new Map<Field, string>();
      for (const [field, column] of fields) {
        const value = record[column];
        if (value !== undefined && value !== '') cells.set(field, value);
      }
      const member = cells.get('member') ?? '';
      const known = rows.get(member) ?? { line: info.lines, row: { member, lots: [], coupons: [] } };
      add(known.row, cells);
      rows.set(member, known);
    }
  } catch (error) {
    if (error instanceof LaurelError || !(error as { code?: string }).code?.startsWith('CSV_')) throw error;
    throw new LaurelError('bad_request', undefined, { message: `the table is broken: ${(error as Error).message}` });
  }
  for (const { line, row } of rows.values()) yield parsed(line, row);
}

function add(row: Record<string, unknown>, cells: Map<Field, string>): void {
  for (const field of ['email', 'name', 'pending', 'tier', 'tierUntil', 'lifetime'] as const)
    if (cells.has(field)) row[field] ??= cells.get(field);
  const code = cells.get('referralCode');
  if (code !== undefined) row.referralCode ??= codeIn(code);
  const lot = Object.fromEntries(
    (['earnedAt', 'availableAt', 'expiresAt'] as const).flatMap((field) =>
      cells.has(field) ? [[field, cells.get(field)]] : [],
    ),
  );
  const [points, lotPoints] = [number(cells.get('points')), number(cells.get('lotPoints'))];
  // A balance with a date is a lot.
  if (lotPoints !== undefined) (row.lots as unknown[]).push({ ...lot, points: lotPoints });
  else if (points !== undefined && Object.keys(lot).length > 0 && Number(points) > 0)
    (row.lots as unknown[]).push({ ...lot, points });
  else if (points !== undefined) row.points ??= points;
  if (cells.has('couponCode'))
    (row.coupons as unknown[]).push({
      code: cells.get('couponCode'),
      ...(cells.has('couponAmount') ? { amount: cells.get('couponAmount') } : {}),
      ...(cells.has('couponPercent') ? { percent: cells.get('couponPercent') } : {}),
      ...(cells.has('couponExpiresAt') ? { expiresAt: cells.get('couponExpiresAt') } : {}),
    });
}

/** "1,250" is a number in exports. */
function number(text: string | undefined): string | undefined {
  return text?.replace(/[\s,_](?=\d{3}\b)/g, '');
}

/** The code of a link: its parameter, or its last part. */
function codeIn(text: string): string {
  if (!/^https?:/i.test(text)) return text;
  const url = new URL(text);
  const [first] = url.searchParams.values();
  return first ?? url.pathname.split('/').filter(Boolean).at(-1) ?? text;
}

/** Reads what stands on a line. */
export function parsed(line: number, input: unknown): Read {
  const result = OpeningRow.safeParse(input);
  if (result.success) return { line, row: result.data };
  const member = (input as { member?: unknown } | null)?.member;
  const fault = result.error.issues.map((issue) => `${issue.path.join('.') || 'row'}: ${faultOf(issue)}`).join('; ');
  return { line, member: typeof member === 'string' ? member : null, fault };
}

async function* withEnds(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
