import { type OrderPaidEvent, type ProgramInput, parseEvent } from '@laurel/contract';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { createProgram } from '../../use/programs/create.ts';
import { OperatorError } from '../fail.ts';
import { linesOf } from '../lines.ts';
import starter from './program.json' with { type: 'json' };

const LOOKED_AT = 1_000;

/**
 * Makes a program for a history that is brought into an empty store: the starter, in the currency of the first order.
 * @throws OperatorError when the file has no order among its first thousand lines and so names no currency
 */
export async function createStarter(laurel: Laurel, file: string): Promise<PublishedProgram> {
  const document: ProgramInput = { ...(starter as ProgramInput), currency: await currencyOf(file) };
  return (await createProgram(laurel, document)).program;
}

async function currencyOf(file: string): Promise<string> {
  if (file === '-')
    throw new OperatorError(
      'The store has no program, and standard input can be read only once; make one with: laurel program push FILE',
    );
  let looked = 0;
  for await (const line of linesOf(file).lines) {
    looked += 1;
    if (looked > LOOKED_AT) break;
    try {
      const { data } = parseEvent(JSON.parse(line));
      if (data?.type === 'order.paid') return (data as OrderPaidEvent).data.currency;
    } catch {
      // A broken line names no currency; the import itself tells of it.
    }
  }
  throw new OperatorError(
    'The store has no program, and the file has no order that names a currency; make one with: laurel program push FILE',
  );
}
