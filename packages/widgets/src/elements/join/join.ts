import { controls } from '../../element/controls.css.ts';
import { css } from '../../element/css.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { Failure } from '../../store/state.ts';

const styles =
  controls +
  css`
  .card {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    justify-content: center;
    gap: calc(3 * var(--_s));
    min-block-size: 13em;
  }
  .title {
    font-size: 1.25em;
    font-weight: 600;
    line-height: 1.3;
    text-wrap: balance;
  }
  .already {
    padding: calc(2 * var(--_s)) calc(3 * var(--_s));
    border-radius: calc(var(--_radius) * 0.72);
    background: var(--_tint);
    font-weight: 600;
  }
  li {
    display: flex;
    gap: calc(2 * var(--_s));
    padding-block: calc(0.5 * var(--_s));
  }
  li svg {
    margin-block-start: 0.1em;
    color: var(--_accent);
  }
  button.main {
    min-block-size: 44px;
    padding-inline: calc(5 * var(--_s));
  }
`;

/**
 * The invitation to join: what there is to gain, and, for somebody the shop knows, what they would already have. Whoever is
 * signed in to the shop joins with one press.
 *
 * @summary An invitation to join the programme.
 * @slot join - For visitors who are not signed in: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - A button.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @csspart already - What joining would bring at once.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 * @fires laurel-join - The member has joined.
 */
export class LaurelJoin extends LaurelElement {
  static override styles = styles;
  static override reads = ['join-url'];
  static override part = 'join' as const;

  #busy = false;
  #failure: Failure | null = null;

  protected override draw(scene: Scene): TemplateResult {
    const { state, program, speech, kit } = scene;
    const { member, join } = state;
    if (member?.status === 'joined') {
      return html`<div class="card" part="card" tabindex="-1"><p class="title">${speech.say('join.in', { shop: program.name })}</p>
        <p class="quiet">${speech.say('join.have', { points: speech.worth(member.points.balance) })}</p></div>`;
    }
    const { referral } = program;
    const gains = [
      kit.wayToEarn(program, speech),
      program.rewards[0] &&
        speech.say('join.rewards', { reward: program.rewards[0].name, points: speech.points(program.rewards[0].cost) }),
      referral && speech.say('referral.one', { advocate: speech.points(referral.advocate.points) }),
    ].filter(Boolean);
    return html`<section class="card" part="card" aria-label=${speech.say('join')}>
      <h2 class="title">${speech.say('join.title', { shop: program.name })}</h2>
      ${join?.points ? html`<p class="already number" part="already">${speech.say('join.already', { points: speech.worth(join.points) })}</p>` : nothing}
      <ul>${gains.map((gain) => html`<li>${kit.sprigIcon}<span>${gain}</span></li>`)}</ul>
      ${this.#failure ? html`<p role="alert" class="quiet">${speech.say('rewards.failed')}</p>` : nothing}
      ${
        state.identity === 'member'
          ? html`<button type="button" class="main" part="button" aria-disabled=${this.#busy} @click=${() => this.#join(scene)}>${speech.say(this.#busy ? 'rewards.busy' : 'join')}</button>`
          : kit.joinLink(this, speech)
      }
    </section>`;
  }

  #join({ speech, program }: Scene): void {
    if (this.#busy) return;
    this.#busy = true;
    this.requestUpdate();
    this.ask({
      kind: 'join',
      done: (failure) => {
        this.#busy = false;
        this.#failure = failure;
        this.requestUpdate();
        if (failure) return;
        queueMicrotask(() => this.root.querySelector<HTMLElement>('.card')?.focus());
        this.ask({ kind: 'announce', about: 'join', text: speech.say('join.in', { shop: program.name }) });
        this.dispatchEvent(new Event('laurel-join', { bubbles: true, composed: true }));
      },
    });
  }

  protected override size(): string {
    return '13em';
  }

  protected override wait(): TemplateResult {
    return html`<div class="card" part="card" aria-busy="true"><p class="title"><span class="wait">A name of a thing</span></p>
      <p><span class="wait">A name of a thing</span></p><p><span class="wait">A name of a thing</span></p></div>`;
  }
}
