import type { LiabilityView } from '@laurel/contract';
import { Liability, stateAsOf } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { furthestOf } from '../../log/clock.ts';
import { told } from '../../store/faults.ts';
import { type PastQuestion, pastLogs, readInstants, Versions } from './instants.ts';

/**
 * What a program owed its members at an instant: every log is folded, one after another, and only sums are kept.
 * @param onProgress members looked at so far
 * @throws LaurelError `bad_request` for an instant that has not come; whatever the signal was aborted with
 */
export async function liabilityAsOf(
  laurel: Laurel,
  program: PublishedProgram,
  question: PastQuestion,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (members: number) => void } = {},
): Promise<LiabilityView> {
  try {
    const instants = readInstants(question, laurel.now() + (await furthestOf(laurel.store, program)));
    const versions = await Versions.load(laurel, program, instants.asOf);
    const then = versions.at(instants.asOf);
    const liability = new Liability(then.document, then.version);
    let members = 0;
    for await (const log of pastLogs(laurel.store, program.id, instants)) {
      liability.add(stateAsOf(log, instants, (at) => versions.at(at).document));
      members += 1;
      if (members % 100 > 0) continue;
      signal?.throwIfAborted();
      onProgress?.(members);
      // Others of this process have their turn.
      await new Promise(setImmediate);
    }
    return liability.view(instants);
  } catch (error) {
    throw told(error);
  }
}
