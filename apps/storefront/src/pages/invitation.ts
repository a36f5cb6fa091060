import type { ProgramVersionView } from '@laurel/node';
import { pointsText } from '../laurel/points.ts';
import type { Words } from '../text/language.ts';
import { type Html, html } from '../web/html.ts';
import { icons } from '../web/icons.ts';

/** What somebody who came by a friend's link gets, and where to begin. */
export function invitation(words: Words, program: ProgramVersionView | null): Html {
  const { t } = words;
  return html`<aside class="invitation">${icons.gift}
    <div><h2>${t.invited}</h2><p>${offer(words, program)}</p></div>
    <a class="button" href="/sign-in">${t.createAccount}</a></aside>`;
}

function offer(words: Words, program: ProgramVersionView | null): string {
  const { t, money } = words;
  const friend = program?.program.referral?.friend;
  if (!friend) return t.invitedPlain;
  if ('points' in friend)
    return t.invitedPoints(pointsText(program, words, friend.points) ?? words.number(friend.points));
  if (!('discount' in friend)) return t.invitedPlain;
  const { discount, minimum } = friend;
  const gift = 'amount' in discount ? t.invitedAmount(money(discount.amount)) : t.invitedPercent(discount.percent);
  return minimum ? `${gift} ${t.invitedMinimum(money(minimum))}` : gift;
}
