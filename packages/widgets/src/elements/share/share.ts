import { checkIcon } from '../../element/check-icon.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { shareIcon } from '../../element/share-icon.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { Speech } from '../../words/speech.ts';
import { styles } from './share.css.ts';

/** How long "Copied" stands, in milliseconds. */
const CONFIRM = 2_500;

/**
 * A button that shares a product by the member's own link: with the device's share sheet, or else by a copy. Guests share the page
 * as it is.
 *
 * @summary Shares a product; who comes by the link pays the member.
 * @csspart button - The button.
 * @csspart link - The field with the link, where it could not be copied.
 * @csspart offline - The mark that the values are the last known.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-radius=14px] - The radius of the button follows.
 * @attr {string} product - The product's code in the shop; by default the path of the page.
 * @attr {string} url - The page to link to; by default this one.
 * @attr {string} text - What the share sheet says beside the link; by default the title of the page.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 * @fires {CustomEvent<{ link: string, by: 'sheet' | 'copy' }>} laurel-share - It was shared.
 */
export class LaurelShare extends LaurelElement {
  static override styles = styles;
  static override reads = ['product', 'url', 'text'];

  #step: 'idle' | 'busy' | 'copied' | 'shown' = 'idle';
  #link = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#step = 'idle';
  }

  protected override draw({ program, speech }: Scene): TemplateResult {
    const points = program.rules.find(({ on }) => on === 'share.visited')?.points;
    const copied = this.#step === 'copied';
    return html`<div class="row">
      <button type="button" part="button" aria-disabled=${this.#step === 'busy'} @click=${() => this.#share(speech)}>${
        copied ? checkIcon : shareIcon
      }${speech.say(copied ? 'referral.copied' : 'referral.share')}</button>
      ${points ? html`<span class="quiet">${speech.say('share.earn', { points: speech.points(points) })}</span>` : nothing}
    </div>
    ${
      this.#step === 'shown'
        ? html`<input part="link" class="input link" dir="ltr" readonly aria-label=${speech.say('referral.link')} .value=${this.#link}>`
        : nothing
    }`;
  }

  #share(speech: Speech): void {
    if (this.#step === 'busy') return;
    const page = new URL(this.getAttribute('url') ?? '', location.href);
    // A link that somebody came by is theirs.
    if (page.searchParams.has('share')) page.searchParams.delete('share');
    if (this.state?.member?.status !== 'joined') {
      void this.#send(page.href, speech);
      return;
    }
    this.#step = 'busy';
    this.requestUpdate();
    this.ask({
      kind: 'share',
      product: this.getAttribute('product') || page.pathname.slice(0, 100),
      url: page.href,
      // Where there is no link of one's own, the page is still worth sharing.
      done: (_failure, answer) => void this.#send(answer?.link ?? page.href, speech),
    });
  }

  async #send(link: string, speech: Speech): Promise<void> {
    this.#link = link;
    this.#step = 'idle';
    const told = (by: 'sheet' | 'copy') =>
      this.dispatchEvent(new CustomEvent('laurel-share', { bubbles: true, composed: true, detail: { link, by } }));
    try {
      if ('share' in navigator) {
        await navigator.share({ text: this.getAttribute('text') ?? document.title, url: link });
        told('sheet');
        this.requestUpdate();
        return;
      }
    } catch (error) {
      this.requestUpdate();
      // Whoever closes the sheet has not failed; a sheet that does not open leaves the copy.
      if ((error as Error).name === 'AbortError') return;
    }
    const done = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    this.#step = done ? 'copied' : 'shown';
    this.requestUpdate();
    this.ask({ kind: 'announce', about: 'copy', text: speech.say(done ? 'referral.copied.said' : 'referral.select') });
    if (!done) {
      queueMicrotask(() => this.root.querySelector('input')?.select());
      return;
    }
    told('copy');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#step = 'idle';
      this.requestUpdate();
    }, CONFIRM);
  }

  protected override size(): string {
    return 'line';
  }

  protected override wait(): TemplateResult {
    return html`<div class="row" aria-busy="true"><span class="wait button">Share</span></div>`;
  }
}
