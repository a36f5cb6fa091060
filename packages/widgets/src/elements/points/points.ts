import type { MemberView } from '@laurel/contract';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { State } from '../../store/state.ts';
import { type Shown, tell } from './change.ts';
import { styles } from './points.css.ts';

/**
 * The member's points, what is on the way, and how far it is to the next reward.
 *
 * @summary The member's points and the way to the next reward.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart number - The number of points.
 * @csspart worth - What they are worth.
 * @csspart bar - The bar towards the next reward.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - The button of the error face.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @attr {boolean} compact - One line for a shop's header.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelPoints extends LaurelElement {
  static override styles = styles;
  static override reads = ['compact', 'join-url'];

  /** What is shown of a change on its way: the number between two, and the gain that floats up. */
  #shown: Shown = {};
  #stop = () => {};

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
    this.#shown = {};
  }

  protected override changed(scene: Scene, { member: before }: State): void {
    const { member } = scene.state;
    if (!member || !before || member === before) return;
    const from = this.#shown.value ?? before.points.balance;
    this.#shown = { ...this.#shown, value: from };
    const show = (change: Shown) => {
      this.#shown = { ...this.#shown, ...change };
      this.requestUpdate();
    };
    this.#stop();
    this.#stop = tell(this.root, scene.speech, before, member, from, show, (what) => this.ask(what));
  }

  protected override draw(scene: Scene): TemplateResult {
    const { member } = scene;
    return member ? this.#member(scene, member) : this.#guest(scene);
  }

  #member({ speech, kit }: Scene, member: MemberView): TemplateResult {
    const { points, tier } = member;
    const { value: shown = points.balance, gain: won } = this.#shown;
    const gain = won ? html`<span class="gain" aria-hidden="true">+${speech.number(won)}</span>` : nothing;
    const value = html`<span class="number" part="number">${speech.number(shown)}</span>`;
    if (this.hasAttribute('compact')) {
      return html`<div class="card" part="card">${kit.sprigIcon}${value}<span class="hidden">${speech.unit(shown)}</span>${gain}</div>`;
    }
    return html`<div class="card" part="card">
      <div class="sum">
        ${value}<span>${speech.unit(shown)}</span><span class="quiet number" part="worth">${speech.cash(shown)}</span>${gain}
        ${tier.name ? html`<bdi class="tier end">${tier.name}</bdi>` : nothing}
      </div>
      ${this.#reward(speech, member)}${this.#pending(speech, member)}
    </div>`;
  }

  #reward(speech: Scene['speech'], { points, rewards }: MemberView): unknown {
    if (points.owed > 0) {
      return html`<p class="quiet">${speech.say('points.owed', { points: speech.points(points.owed) })}</p>`;
    }
    const left = rewards
      .filter(({ available, reason }) => available || reason === 'not_enough_points')
      .toSorted((a, b) => a.cost - b.cost);
    const next = left.find((reward) => reward.missing > 0) ?? left.at(-1);
    if (!next) return nothing;
    const reward = html`<bdi>${next.name}</bdi>`;
    const share = Math.max(0, Math.min(100, Math.round(100 - (100 * next.missing) / next.cost)));
    return html`<div
        class="bar" part="bar" role="progressbar"
        aria-label=${speech.say('points.progress', { reward: next.name })} aria-valuenow=${share}
      ><i .style=${`inline-size:${share}%`}></i></div>
      <p class="quiet">${
        next.missing > 0
          ? speech.parts('points.next', { points: speech.points(next.missing), reward })
          : speech.parts('points.enough', { reward })
      }</p>`;
  }

  #pending(speech: Scene['speech'], { points }: MemberView): unknown {
    const { nextActive, nextExpiry, pending } = points;
    const at = (key: 'points.pending' | 'points.expiry', next: { points: number; at: string }) =>
      html`<p class="quiet">${speech.say(key, { points: speech.points(next.points), date: speech.date(next.at) })}</p>`;
    if (nextActive) return at('points.pending', nextActive);
    if (pending > 0)
      return html`<p class="quiet">${speech.say('points.pending.later', { points: speech.points(pending) })}</p>`;
    if (nextExpiry) return at('points.expiry', nextExpiry);
    return points.balance
      ? nothing
      : html`<p class="quiet">${speech.say('points.first', { unit: speech.unit(3) })}</p>`;
  }

  #guest({ program, speech, kit }: Scene): TemplateResult {
    const join = kit.joinLink(this, speech);
    if (this.hasAttribute('compact')) return html`<div class="card" part="card">${kit.sprigIcon}${join}</div>`;
    return html`<div class="card" part="card">
      <p class="title">${speech.say('points.guest', { unit: speech.unit(3) })}</p>
      <p class="quiet">${kit.wayToEarn(program, speech) ?? nothing}</p>
      <p>${join}</p>
    </div>`;
  }

  protected override wait(): TemplateResult {
    if (this.hasAttribute('compact')) {
      return html`<div class="card" part="card" aria-busy="true"><svg></svg><span class="wait">0</span></div>`;
    }
    return html`<div class="card" part="card" aria-busy="true">
      <div class="sum"><span class="number wait">8,888</span></div>
      <div class="bar"></div>
      <p class="quiet"><span class="wait">A name of a thing</span></p>
    </div>`;
  }
}
