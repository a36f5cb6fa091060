import type { MemberView } from '@laurel/contract';
import { type MemberExtras, memberView } from '@laurel/engine';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { leftOf } from '../../log/left.ts';
import { standingsOf } from '../../log/standings.ts';
import type { MemberDocument } from '../../store/documents.ts';
import { badgeStandOf } from '../badges/stand.ts';
import { referralCodeOf } from '../referrals/code.ts';
import { shownAs } from './alias.ts';
import { nowOf } from './clock.ts';
import { toldId } from './person.ts';

/** Everything about a member that they and their shop may see, exact now. */
export async function viewMember(
  laurel: Laurel,
  program: PublishedProgram,
  document: MemberDocument,
  locale = document.profile.locale ?? 'en',
): Promise<MemberView> {
  const [state, extras] = await Promise.all([
    laurel.log.state(program.id, document._id),
    extrasOf(laurel, program, document, locale),
  ]);
  return memberView(program.document, state, extras, nowOf(laurel, document), locale);
}

/** What a view of a member shows that does not stand in their log. */
export async function extrasOf(
  laurel: Laurel,
  program: PublishedProgram,
  document: MemberDocument,
  locale: string,
): Promise<MemberExtras> {
  const [stockLeft, referralCode, standings, badges] = await Promise.all([
    leftOf(laurel, program),
    referralCodeOf(laurel, program, document),
    standingsOf(laurel.store, program),
    badgeStandOf(laurel, program),
  ]);
  return {
    externalId: toldId(document.externalId ?? ''),
    alias: shownAs(document, locale),
    onBoards: document.onBoards,
    stockLeft,
    referralCode,
    attributes: document.profile.attributes ?? {},
    standings,
    badges,
  };
}
