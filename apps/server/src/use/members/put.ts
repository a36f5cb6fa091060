import type { MemberInput, MemberView } from '@laurel/contract';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { CREATE, JOIN } from '../../log/round.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { told } from '../../store/faults.ts';
import { leadOf } from '../merges/follow.ts';
import { claimFriend, findAdvocates, type Recommended } from '../referrals/resolve.ts';
import { noteSignals } from '../referrals/signals.ts';
import { sortSegments } from '../segments/sort.ts';
import { readAlias } from './alias.ts';
import { ensureMembers } from './ensure.ts';
import { storedId } from './person.ts';
import { viewMember } from './view.ts';

/**
 * Makes a member or changes what is said of them: fields that are left out stay as they are. By default the member joins, except
 * where the program enrols explicitly.
 * @throws LaurelError `bad_request` for an alias that cannot be shown, `referral_code_not_found`, `member_closed`
 */
export async function putMember(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  input: MemberInput,
): Promise<MemberView> {
  try {
    return await put(laurel, program, externalId, input);
  } catch (error) {
    throw told(error);
  }
}

async function put(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  input: MemberInput,
): Promise<MemberView> {
  const { referralCode, join, alias, onBoards, signals, ...profile } = input;
  const shown = typeof alias === 'string' ? readAlias(alias, program.document.names?.refuse) : alias;
  const advocate = await advocateOf(laurel, program, referralCode);
  const stored = storedId({ kind: 'account', id: externalId });
  const member = await leadOf(laurel, (await ensureMembers(laurel, program, [stored])).get(stored) ?? '');
  const joins = join ?? program.document.enrol !== 'explicit';
  const { name, email, birthday } = profile;
  await noteSignals(laurel, program, [{ name, email, birthday, ...signals, member }]);
  await enrol(laurel, program, stored, member, joins, advocate);
  const fields = Object.entries(profile).filter(([, value]) => value !== undefined);
  const document = (await laurel.store.members.collection.findOneAndUpdate(
    { _id: member, erasedAt: null } as never,
    {
      $set: {
        // Also where nothing is said, since an update has to set something.
        program: program.id,
        ...Object.fromEntries(fields.map(([field, value]) => [`profile.${field}`, value])),
        ...(shown === undefined ? {} : { alias: shown }),
        ...(onBoards === undefined ? {} : { onBoards }),
      },
    },
    { returnDocument: 'after' },
  )) as unknown as MemberDocument | null;
  if (!document) throw new LaurelError('member_closed', { externalId });
  if (input.birthday !== undefined) await noteBirthday(laurel, document, input.birthday);
  if (input.attributes !== undefined) await sortSegments(laurel, program, member, laurel.now());
  return viewMember(laurel, program, document, input.locale);
}

/** When a birthday is, beside when it was changed to another: one that was changed lately is not celebrated. */
async function noteBirthday(laurel: Laurel, { _id, birthday }: MemberDocument, said: string): Promise<void> {
  const on = said.slice('YYYY-'.length);
  if (birthday?.on === on) return;
  await laurel.store.members.collection.updateOne({ _id } as never, {
    $set: { 'birthday.on': on, ...(birthday ? { 'birthday.changedAt': new Date(laurel.now()) } : {}) },
  });
}

async function advocateOf(
  laurel: Laurel,
  program: PublishedProgram,
  code: string | undefined,
): Promise<Recommended | null> {
  if (code === undefined || !program.document.referral) return null;
  const found = (await findAdvocates(laurel, program, [code])).get(code);
  if (!found) throw new LaurelError('referral_code_not_found', { referralCode: code });
  return found;
}

/** Begins the log, joins, and notes by whom the member was recommended: each at most once. */
async function enrol(
  laurel: Laurel,
  program: PublishedProgram,
  stored: string,
  member: string,
  joins: boolean,
  advocate: Recommended | null,
): Promise<void> {
  const { status } = await laurel.log.state(program.id, member);
  if (status === 'closed') throw new LaurelError('member_closed');
  const may = advocate !== null && (await claimFriend(laurel, program, stored, member, advocate.advocate));
  const referral = may && advocate ? { advocate: advocate.advocate, code: advocate.code } : null;
  const begin = { enrol: { guest: false, join: false } };
  let linked = false;
  if (joins && status !== 'joined') {
    const joined = await laurel.log.submit(program, member, { kind: 'join', key: JOIN, body: '', referral }, begin);
    linked = !joined.replayed;
  } else if (status === 'none') {
    await laurel.log.submit(program, member, { kind: 'create', key: CREATE, body: '', guest: false });
  }
  if (!referral || linked) return;
  const key = `\u0001refer:${referral.advocate}`;
  await laurel.log.submit(program, member, { kind: 'refer', key, body: '', referral }, { ...begin, standing: true });
}
