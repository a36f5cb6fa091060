import type { MemberView } from '@laurel/contract';
import { memberView, type State, stateAsOf } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { told } from '../../store/faults.ts';
import { nowOf } from '../members/clock.ts';
import { findMember } from '../members/find.ts';
import { extrasOf } from '../members/view.ts';
import { type PastQuestion, pastLogs, readInstants, Versions } from './instants.ts';

/**
 * A member as they were at an instant. What stands beside the log (alias, boards, stock) is as of today.
 * @throws LaurelError `bad_request`, `member_not_found` also where they were not known yet, `member_closed`
 */
export async function memberAsOf(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  question: PastQuestion,
  locale: string,
): Promise<MemberView> {
  try {
    const document = await findMember(laurel, program.id, externalId);
    const instants = readInstants(question, nowOf(laurel, document));
    const versions = await Versions.load(laurel, program, instants.asOf);
    let state: State | null = null;
    for await (const log of pastLogs(laurel.store, program.id, instants, document._id))
      state = stateAsOf(log, instants, (at) => versions.at(at).document);
    if (!state || state.status === 'none') throw new LaurelError('member_not_found', { externalId, ...question });
    const then = versions.at(instants.asOf);
    const extras = await extrasOf(laurel, program, document, locale);
    return memberView(then.document, state, extras, instants.asOf, locale);
  } catch (error) {
    throw told(error);
  }
}
