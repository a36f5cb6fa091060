import type { Effect, Entry } from '@laurel/engine';
import { type Laurel, LaurelError, type PublishedProgram, type Submitted } from '../../laurel.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { submitFollowing } from './follow.ts';

/**
 * Brings what a merged log left to the log that takes it, and leads readers of the old id on. Once, however often it is tried.
 * @param closing the last entry of the merged log
 */
export async function deliverEstate(
  laurel: Laurel,
  program: PublishedProgram,
  closing: Entry,
  { id: key, to }: Extract<Effect, { kind: 'absorb' }>,
): Promise<Submitted> {
  const { member: from } = closing;
  const state = await laurel.log.state(program.id, from);
  const absorbed = await submitFollowing(
    laurel,
    program,
    to,
    { kind: 'absorb', key, body: from, from, closing, state },
    { standing: true },
  );
  await laurel.step('absorbed');
  await leadOn(laurel, from, absorbed.entry.member);
  return absorbed;
}

/** Whoever asks for the old id gets the other; what was said of the person there, and not here, is taken along. */
async function leadOn({ store }: Laurel, from: string, to: string): Promise<void> {
  const [source, target] = (await Promise.all(
    [from, to].map((_id) => store.members.collection.findOne({ _id } as never)),
  )) as unknown as (MemberDocument | null)[];
  if (!source || source.mergedInto) return;
  if (target && !target.erasedAt) {
    const missing = Object.entries(source.profile).filter(([field]) => !(field in target.profile));
    const set = {
      ...Object.fromEntries(missing.map(([field, value]) => [`profile.${field}`, value])),
      ...(target.alias === null && source.alias !== null ? { alias: source.alias } : {}),
      ...birthdayOf(source, target),
    };
    if (Object.keys(set).length > 0)
      await store.members.collection.updateOne({ _id: to, erasedAt: null } as never, { $set: set });
  }
  await store.members.collection.updateOne({ _id: from } as never, {
    $set: { mergedInto: to, profile: {}, alias: null, onBoards: false, birthday: null },
  });
}

/** One person has one birthday, and what was celebrated of it for one account was for both. */
function birthdayOf({ birthday: source }: MemberDocument, { birthday: target }: MemberDocument) {
  if (!source) return {};
  if (!target) return { birthday: source };
  const last = source.celebratedAt;
  return last && !(target.celebratedAt && target.celebratedAt > last) ? { 'birthday.celebratedAt': last } : {};
}

/**
 * Brings points that were sent to the member they are for; where that one was erased meanwhile, they come back. Once.
 * @param sending the entry that sent them
 */
export async function deliverTransfer(
  laurel: Laurel,
  program: PublishedProgram,
  sending: Entry,
  { id: key, to, transfer }: Extract<Effect, { kind: 'receive' }>,
): Promise<Submitted> {
  const { member: from } = sending;
  const lots = sending.changes.filter((change) => change.kind === 'lot.sent');
  const receive = { kind: 'receive', body: from, transfer, from, lots } as const;
  const options = { standing: true, enrol: { guest: false, join: false } };
  try {
    return await submitFollowing(laurel, program, to, { ...receive, key }, options);
  } catch (error) {
    if (!(error instanceof LaurelError) || error.code !== 'member_closed') throw error;
    // A log that is closed never opens again: nothing can arrive there any more.
    return submitFollowing(laurel, program, from, { ...receive, key: `${key}:back` }, options);
  }
}
