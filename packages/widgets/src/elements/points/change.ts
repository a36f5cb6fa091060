import type { MemberView } from '@laurel/contract';
import { count } from '../../element/count.ts';
import { css } from '../../element/css.ts';
import type { Ask } from '../../element/request.ts';
import { sheet } from '../../element/tokens.ts';
import type { Speech } from '../../words/speech.ts';

/** What is shown of a change on its way; without `value`, the number is the member's own. */
export interface Shown {
  value?: number | undefined;
  gain?: number;
}

const styles = css`
  .gain {
    animation: gain 2.4s ease-out both;
  }
  @keyframes gain {
    0% {
      opacity: 0;
      transform: translateY(0.6em);
    }
    12%,
    70% {
      opacity: 1;
      transform: none;
    }
    100% {
      opacity: 0;
      transform: translateY(-0.8em);
    }
  }
`;

/** How long a gain floats, in milliseconds: the animation's own length. */
const FLOAT = 2_400;

/** All that was ever earned and not yet spent: what a gain is measured by. */
const sum = ({ points }: MemberView) => points.balance + points.pending;

/** Counts to the new number, floats the gain up, says both once, and celebrates a new tier. @returns what stops it */
export function tell(
  root: ShadowRoot,
  speech: Speech,
  before: MemberView,
  member: MemberView,
  from: number,
  show: (change: Shown) => void,
  ask: (what: Ask) => void,
): () => void {
  const own = sheet(styles);
  if (!root.adoptedStyleSheets.includes(own)) root.adoptedStyleSheets.push(own);
  const { balance } = member.points;
  const gain = sum(member) - sum(before);
  const say = (key: 'points.now' | 'points.coming', points: number) =>
    ask({ kind: 'announce', about: 'points', text: speech.say(key, { points: speech.points(points) }) });
  if (balance !== before.points.balance) say('points.now', balance);
  else if (gain > 0) say('points.coming', gain);
  if (member.tier.id && member.tier.id !== before.tier.id && member.tier.times >= before.tier.times) {
    ask({ kind: 'celebrate', id: `tier ${member.tier.id} ${member.tier.since}` });
  }
  show({ gain: Math.max(0, gain) });
  const fade = setTimeout(() => show({ gain: 0 }), FLOAT);
  const halt = count(from, balance, (value) => show({ value: value === balance ? undefined : value }));
  return () => {
    clearTimeout(fade);
    halt();
  };
}
