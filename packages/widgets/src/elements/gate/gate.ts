import { LaurelElement, type Scene } from '../../element/element.ts';
import { lockIcon } from '../../element/lock-icon.ts';
import { html, type TemplateResult } from '../../element/template.ts';
import { styles } from './gate.css.ts';

/**
 * Shows its content to members who are entitled to it: by an entitlement that a reward gave, or from a tier on. It saves nobody
 * the check on the server: who reads the page's source reads the content.
 *
 * @summary Content for those entitled: early access, a tier's own offers.
 * @slot - What those entitled see.
 * @slot locked - What the others see, instead of the sentence.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box that the others see.
 * @csspart offline - The mark that the values are the last known.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @attr {string} entitlement - The id that a reward of the program gives access to.
 * @attr {string} tier - The lowest tier that is let in. With both, either lets in.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelGate extends LaurelElement {
  static override styles = styles;
  static override reads = ['entitlement', 'tier', 'join-url'];

  #isOpen({ state: { member }, program }: Scene): boolean {
    if (member?.status !== 'joined') return false;
    const entitlement = this.getAttribute('entitlement');
    const tier = this.getAttribute('tier');
    if (!entitlement && !tier) return true;
    // Tiers stand in the program from the lowest to the highest.
    const rank = (id: string | null) => program.tiers.findIndex((each) => each.id === id);
    return (
      member.entitlements.some(({ id }) => id === entitlement) ||
      (tier !== null && rank(tier) >= 0 && rank(member.tier.id) >= rank(tier))
    );
  }

  protected override draw(scene: Scene): TemplateResult {
    const { program, speech, kit, member } = scene;
    if (this.#isOpen(scene)) return html`<slot></slot>`;
    const tier = program.tiers.find(({ id }) => id === this.getAttribute('tier'));
    const reward = program.rewards.find(
      ({ give }) => 'access' in give && give.access === this.getAttribute('entitlement'),
    );
    const text = tier
      ? speech.parts('gate.tier', { tier: html`<bdi>${tier.name}</bdi>` })
      : reward
        ? speech.parts('gate.reward', { reward: html`<bdi>${reward.name}</bdi>` })
        : speech.say('gate.members');
    return html`<slot name="locked"><div class="card" part="card">
      ${lockIcon}<p>${text}</p>${member ? '' : html`<p class="end">${kit.joinLink(this, speech)}</p>`}
    </div></slot>`;
  }

  protected override wait(): TemplateResult {
    return html`<div class="veil" aria-busy="true"><slot></slot></div>`;
  }
}
