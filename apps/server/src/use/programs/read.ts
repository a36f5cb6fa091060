import { conditionFaults, Program, type ProgramInput } from '@laurel/contract';
import { LaurelError } from '../../laurel.ts';
import { faultOf } from '../fault.ts';

/**
 * Reads a program document by its schema, with every default filled in.
 * @throws LaurelError `program_invalid`; `details` names each place
 */
export function readProgram(document: ProgramInput): Program {
  const parsed = Program.safeParse(document);
  // A version that was published before stays valid, so that this is asked only of what is to be published.
  const faults = parsed.success
    ? conditionFaults(parsed.data)
    : parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: faultOf(issue) }));
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new LaurelError('program_invalid', faults, {
    message: `the program document is invalid: ${faults.map(({ path, message }) => `${path || 'document'}: ${message}`).join('; ')}`,
  });
}
