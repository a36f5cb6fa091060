import type { ChallengeView, StepView } from '@laurel/contract';
import { checkIcon } from '../../element/check-icon.ts';
import { html, nothing } from '../../element/template.ts';
import type { Speech } from '../../words/speech.ts';
import { stepOf } from '../../words/steps.ts';

const FEW = 8;
const done = ({ value, target }: StepView) => Math.min(1, value / target);

/** How much of a challenge is done, as 0 to 1: every step weighs the same. */
const share = ({ steps }: ChallengeView): number => steps.reduce((sum, step) => sum + done(step), 0) / steps.length;

function nameOf(step: StepView, index: number, speech: Speech): string {
  return step.name ?? speech.say(stepOf(step.on) ?? 'step.other', { n: index + 1 });
}

/** Progress as steps when they are few, and as a bar when they are many; parts by name where there are several. */
export function progress(challenge: ChallengeView, speech: Speech, left: string): unknown {
  const { steps, name } = challenge;
  const counted = steps.every(({ kind }) => kind === 'times');
  const target = steps.reduce((sum, step) => sum + step.target, 0);
  const value = steps.reduce((sum, step) => sum + Math.min(step.value, step.target), 0);
  const text = counted
    ? speech.say('challenges.steps', { value, target })
    : speech.say('challenges.percent', {
        percent: speech.percent(share(challenge)),
      });
  const role = (content: unknown, style: string) =>
    html`<div class=${style} role="progressbar" part="bar" aria-label=${name}
      aria-valuenow=${Math.round(100 * share(challenge))} aria-valuetext=${text}>${content}</div>`;
  return html`<div class="way wide">
      ${
        counted && target <= FEW
          ? role(
              Array.from({ length: target }, (_, index) => html`<i class=${index < value ? 'on' : ''}></i>`),
              'steps',
            )
          : role(html`<i .style=${`inline-size:${100 * share(challenge)}%`}></i>`, 'bar')
      }
      <span class="quiet number" aria-hidden="true">${text}</span>
      <span class="quiet number end">${left}</span>
    </div>
    ${
      steps.length > 1
        ? html`<ul class="parts wide quiet">${steps.map(
            (step, index) =>
              html`<li>${done(step) === 1 ? checkIcon : html`<span class="dot"></span>`}<bdi>${nameOf(step, index, speech)}</bdi></li>`,
          )}</ul>`
        : nothing
    }`;
}
