import type { CardView } from '@laurel/contract';
import { callAt, stop } from '../../element/clock.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { Failure, State } from '../../store/state.ts';
import { styles } from './card.css.ts';

/** How long before its end a card is replaced, in milliseconds: staff may just be scanning it. */
const EARLY = 15_000;

/**
 * The member's card for the till: a QR code that is good for a minute and a half, counts once, and renews itself while it is looked at.
 *
 * @summary The member's QR card for the till.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart qr - The QR code.
 * @csspart button - The button to try again.
 * @csspart offline - The mark that the values are the last known.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box; the code stands on white in every scheme.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelCard extends LaurelElement {
  static override styles = styles;
  static override reads = ['join-url'];

  #card: CardView | null = null;
  #draw: typeof import('../../element/qr.ts').qr | null = null;
  #failure: Failure | null = null;
  #busy = false;
  #seen = false;
  #whose: string | undefined;
  #eye = new IntersectionObserver((entries) => {
    this.#seen = entries.some(({ isIntersecting }) => isIntersecting);
    this.#tick();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#eye.observe(this);
    document.addEventListener('visibilitychange', this.#tick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#eye.disconnect();
    document.removeEventListener('visibilitychange', this.#tick);
    stop(this.#tick);
    this.#card = null;
  }

  protected override changed(_scene: Scene, before: State): void {
    // Points that came may have come by this very card, which counts once.
    if (before.member?.points !== this.state?.member?.points) this.#renew();
  }

  /** How long the card is good by the browser's clock, in milliseconds. */
  #left(): number {
    return this.#card ? Date.parse(this.#card.expiresAt) - Date.now() - (this.state?.skew ?? 0) : 0;
  }

  #tick = (): void => {
    if (!this.isConnected || this.state?.member?.status !== 'joined') return;
    if (this.#left() <= 0 && this.#card) {
      this.#card = null;
      this.requestUpdate();
    }
    if (!this.#seen || document.hidden || this.#failure) return;
    if (this.#left() <= EARLY) this.#renew();
    else callAt(this.#tick, Date.now() + this.#left() - EARLY);
  };

  #renew(): void {
    if (this.#busy || !this.#seen || document.hidden) return;
    this.#busy = true;
    const whose = this.#whose;
    this.ask({
      kind: 'card',
      done: async (failure, card) => {
        this.#draw ??= await import('../../element/qr.ts').then(
          ({ qr }) => qr,
          () => null,
        );
        this.#busy = false;
        if (whose !== this.#whose) return this.#tick();
        this.#failure = failure;
        this.#card = card ?? (this.#left() > 0 ? this.#card : null);
        this.requestUpdate();
        // The last card is shown to its end; then its place says what happened.
        if (this.#card) callAt(this.#tick, Date.now() + Math.max(1_000, this.#left() - (failure ? 0 : EARLY)));
      },
    });
  }

  protected override draw({ state, program, speech, kit }: Scene): TemplateResult {
    const { member } = state;
    if (member?.externalId !== this.#whose) {
      this.#whose = member?.externalId;
      this.#card = null;
      this.#failure = null;
      queueMicrotask(this.#tick);
    }
    if (member?.status !== 'joined') {
      return html`<section class="card column" part="card"><h2>${speech.say('card.title')}</h2>
        <p class="quiet">${speech.say('card.guest')}</p><p>${kit.joinLink(this, speech)}</p></section>`;
    }
    return html`<section class="card" part="card" aria-label=${speech.say('card.title')}>
      <div class="code">${this.#code(speech, kit)}</div>
      <div class="about"><p class="quiet"><bdi>${program.name}</bdi></p><h2><bdi>${member.alias}</bdi></h2>
        <p class="number">${speech.points(member.points.balance)}</p>
        ${member.tier.name ? html`<p class="quiet"><bdi>${member.tier.name}</bdi></p>` : nothing}
        <p class="quiet">${speech.say('card.hint')}</p></div>
    </section>`;
  }

  #code(speech: Scene['speech'], kit: Scene['kit']): unknown {
    const card = this.#card;
    if (card && this.#draw) return this.#draw(card.card, speech.say('card.label'));
    const failure = this.#failure;
    if (!failure) return html`<span class="wait square"></span>`;
    const again = () => {
      this.#failure = null;
      this.#renew();
      this.requestUpdate();
    };
    return html`<div class="square trouble">${kit.errorFace(speech, failure, '0', again)}</div>`;
  }

  protected override size(): string {
    return '14em';
  }

  protected override wait(): TemplateResult {
    return html`<div class="card" part="card" aria-busy="true"><div class="code"><span class="wait square"></span></div>
      <div class="about"><p class="quiet"><span class="wait">Laurel leaf</span></p><h2><span class="wait">Laurel leaf</span></h2>
      <p><span class="wait">Laurel leaf</span></p><p class="quiet"><span class="wait">A name of a thing</span></p></div></div>`;
  }
}
