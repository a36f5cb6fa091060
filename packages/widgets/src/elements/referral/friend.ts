import type { FriendView } from '@laurel/contract';
import { html } from '../../element/template.ts';
import type { Speech } from '../../words/speech.ts';

/** The stages of a friend, in order. */
export const LADDER = [
  'referral.invited.stage',
  'referral.joined.stage',
  'referral.ordered.stage',
  'referral.rewarded.stage',
] as const;
const REACHED = {
  joined: 2,
  ordered: 3,
  rewarded: 4,
  undone: 1,
  refused: 1,
} as const;

function missing(friend: FriendView, speech: Speech): string {
  if (friend.stage === 'joined') return speech.say('referral.joined', { date: speech.date(friend.at) });
  if (friend.stage === 'rewarded')
    return speech.say('referral.rewarded', {
      points: speech.points(friend.points),
    });
  if (friend.stage !== 'ordered') return speech.say(friend.stage === 'undone' ? 'referral.undone' : 'referral.refused');
  return friend.activeAt
    ? speech.say('referral.ordered', { date: speech.date(friend.activeAt) })
    : speech.say('referral.ordered.later');
}

/** One friend on the ladder: invited, joined, ordered, rewarded, and what is still missing. */
export function friendRow(friend: FriendView, number: number, speech: Speech) {
  const reached = REACHED[friend.stage];
  const stage = speech.say(LADDER[reached - 1] ?? LADDER[0]);
  return html`<li part="friend">
    <div><b>${speech.say('referral.friend', { n: number })}</b><p class="quiet">${missing(friend, speech)}</p></div>
    <div class="ladder" role="img" aria-label=${stage}>${LADDER.map(
      (_, index) => html`<i class=${index < reached ? 'on' : ''}></i>`,
    )}</div>
  </li>`;
}
