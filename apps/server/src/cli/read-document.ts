import { readFile } from 'node:fs/promises';
import { conditionFaults, Program } from '@laurel/contract';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { faultOf } from '../use/fault.ts';
import { OperatorError } from './fail.ts';

/**
 * Reads a program document from a file: JSON with or without comments.
 * @throws OperatorError naming the place of the first fault
 */
export async function readDocument(file: string): Promise<Program> {
  const text = await readFile(file, 'utf8');
  const errors: ParseError[] = [];
  const value: unknown = parse(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (first) {
    const line = text.slice(0, first.offset).split('\n').length;
    throw new OperatorError(`${file}:${line}: this is no JSON (${printParseErrorCode(first.error)}).`);
  }
  const parsed = Program.safeParse(value);
  const found = parsed.success
    ? conditionFaults(parsed.data)
    : parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: faultOf(issue) }));
  if (parsed.success && found.length === 0) return parsed.data;
  const faults = found.map(({ path, message }) => `${path || 'document'}: ${message}`);
  throw new OperatorError(
    `${file} is no program document: ${faults.slice(0, 5).join('; ')}${faults.length > 5 ? `; and ${faults.length - 5} more` : ''}.`,
  );
}
