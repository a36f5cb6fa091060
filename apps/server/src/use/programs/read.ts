import { Program, type ProgramInput } from '@laurel/contract';
import { LaurelError } from '../../laurel.ts';
import { faultOf } from '../fault.ts';

/**
 * Reads a program document by its schema, with every default filled in.
 * @throws LaurelError `program_invalid`; `details` names each place
 */
export function readProgram(document: ProgramInput): Program {
  const parsed = Program.safeParse(document);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: faultOf(issue) }));
  throw new LaurelError('program_invalid', faults, {
    message: `the program document is invalid: ${faults.map(({ path, message }) => `${path || 'document'}: ${message}`).join('; ')}`,
  });
}
