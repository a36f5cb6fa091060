import type { OfferView } from '@laurel/contract';
import { callAt, stop, until } from '../../element/clock.ts';
import { css } from '../../element/css.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { panelStyles } from '../../element/panel.css.ts';
import { empty, limitOf, panel, waiting } from '../../element/panel.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';

const styles =
  panelStyles +
  css`
  .icon {
    font-weight: 600;
    font-size: 0.875em;
    inline-size: 3em;
    block-size: 3em;
  }
  .yours {
    display: inline-block;
    padding: 0.1em 0.7em;
    border-radius: 99px;
    background: var(--_accent);
    color: var(--_on);
    font-size: 0.75em;
    font-weight: 600;
  }
`;

/**
 * Campaigns that hold now, each with how long it still does; those that are for this member alone come first.
 *
 * @summary Offers with a countdown.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - A button.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @csspart offer - One offer.
 * @attr {number} [limit=3] - How many offers are shown.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelOffers extends LaurelElement {
  static override styles = styles;
  static override reads = ['limit', 'join-url'];

  #tick = () => this.requestUpdate();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    stop(this.#tick);
  }

  protected override draw(scene: Scene): TemplateResult {
    const { state, member, program, speech, kit } = scene;
    const now = Date.now() + state.skew;
    const live = (member ?? program).offers.filter((offer) => Date.parse(offer.until) > now).slice(0, limitOf(this, 3));
    const clocks = live.map((offer) => until(speech, Date.parse(offer.until) - now));
    if (clocks.length) callAt(this.#tick, Date.now() + Math.min(...clocks.map(({ lasts }) => lasts)));
    return panel(
      speech.say('offers.title'),
      live.length
        ? html`<ul>${live.map((offer, index) => this.#offer(offer, clocks[index]?.text ?? '', scene))}</ul>`
        : empty(speech.say('offers.empty')),
      member ? nothing : kit.joinLink(this, speech),
    );
  }

  #offer({ name, times, rules, until: end, personal }: OfferView, left: string, { speech }: Scene) {
    const factor = `×${speech.number(times)}`;
    const on = new Intl.ListFormat(speech.language).format(rules);
    return html`<li part="offer">
      <span class="icon number" aria-hidden="true">${factor}</span>
      <div><b><bdi>${name ?? speech.say('offers.times', { times: factor, unit: speech.unit(3) })}</bdi></b> ${personal ? html`<span class="yours">${speech.say('offers.yours')}</span>` : nothing}
        <p class="quiet"><bdi>${on ? speech.say('offers.on', { times: factor, rules: on }) : speech.say('offers.times', { times: factor, unit: speech.unit(3) })}</bdi></p></div>
      <time class="end quiet number" datetime=${end}>${speech.say('board.ends', { when: left })}</time>
    </li>`;
  }

  protected override wait(): TemplateResult {
    return waiting(2);
  }
}
