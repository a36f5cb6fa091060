import type { ProgramView, ReferralView } from '@laurel/contract';
import { checkIcon } from '../../element/check-icon.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { Speech } from '../../words/speech.ts';
import { friendRow, LADDER } from './friend.ts';
import { styles } from './referral.css.ts';

type Terms = NonNullable<ProgramView['referral']>;
type Field = 'link' | 'code';

/** How long "Copied" stands, in milliseconds. */
const CONFIRM = 2_500;

/**
 * What both sides of a recommendation get, the member's own link and code, and how far the friends are.
 *
 * @summary The member's referral link and their friends' progress.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart offer - The sentence of what both sides get.
 * @csspart link - The field with the link.
 * @csspart code - The field with the code.
 * @csspart button - A button.
 * @csspart friend - One friend.
 * @csspart milestone - What so many friends are worth.
 * @csspart qr - The QR code of the link.
 * @csspart offline - The mark that the values are the last known.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 * @fires {CustomEvent<{ what: 'link' | 'code' }>} laurel-copy - The link or the code was copied.
 * @fires laurel-share - The share sheet was used, or the link to WhatsApp or to an e-mail.
 */
export class LaurelReferral extends LaurelElement {
  static override styles = styles;
  static override reads = ['join-url'];

  #copied: { field: Field; done: boolean } | null = null;
  #qr: TemplateResult | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#copied = null;
  }

  protected override draw({ member, program, speech, kit }: Scene): unknown {
    const mine = member?.referral ?? null;
    const terms = mine ?? program.referral;
    if (!terms) return nothing;
    return html`<section class="card" part="card" aria-label=${speech.say('referral.title')}>
      <div>
        <h2 class="label">${speech.say('referral.title')}</h2>
        <p class="offer" part="offer">${this.#offer(terms, speech)}</p>
        ${
          terms.minimum
            ? html`<p class="quiet">${speech.say('referral.minimum', { money: speech.money(terms.minimum) })}</p>`
            : nothing
        }
      </div>
      ${
        mine
          ? [this.#share(mine, program, speech), this.#friends(mine, speech), this.#milestones(mine, speech)]
          : html`<p class="quiet">${speech.say('referral.guest')}</p><p>${kit.joinLink(this, speech)}</p>`
      }
    </section>`;
  }

  #gift({ friend }: Pick<Terms, 'friend'>, speech: Speech): string {
    if (!friend) return '';
    if ('points' in friend) return speech.points(friend.points);
    if ('counter' in friend) return `${speech.number(friend.n)} × ${friend.counter}`;
    if ('shipping' in friend) return speech.say('referral.shipping');
    const { discount } = friend;
    if ('amount' in discount)
      return speech.say('referral.money', {
        money: speech.money(discount.amount),
      });
    return speech.say('referral.percent', { percent: speech.percent(discount.percent / 100, 2) });
  }

  #offer(terms: Terms, speech: Speech): unknown[] {
    const advocate = html`<b>${this.#gift({ friend: terms.advocate.gain }, speech)}</b>`;
    if (!terms.friend) return speech.parts('referral.one', { advocate });
    return speech.parts('referral.both', {
      friend: html`<b>${this.#gift(terms, speech)}</b>`,
      advocate,
    });
  }

  #link({ link, code }: ReferralView): string {
    return link ?? `${location.origin}/?ref=${encodeURIComponent(code)}`;
  }

  #share(mine: ReferralView, program: ProgramView, speech: Speech) {
    const link = this.#link(mine);
    const gift = this.#gift(mine, speech);
    const text = speech.say(gift ? 'referral.share.text' : 'referral.share.plain', {
      friend: gift,
      shop: program.name,
    });
    return html`<div class="pair">
        ${this.#field('link', link, speech)}
        ${this.#field('code', mine.code, speech)}
      </div>
      <div class="ways">${
        'share' in navigator
          ? html`<button type="button" class="main" part="button" @click=${() => this.#send({ text, url: link })}>${speech.say('referral.share')}</button>`
          : nothing
      }<a part="button" target="_blank" rel="noopener" href="https://wa.me/?text=${encodeURIComponent(`${text} ${link}`)}" @click=${this.#sent}>WhatsApp</a>
        <a part="button" href="mailto:?subject=${encodeURIComponent(text)}&body=${encodeURIComponent(`${text}\n${link}`)}" @click=${this.#sent}>${speech.say('referral.mail')}</a>
        <button type="button" part="button" aria-expanded=${!!this.#qr} @click=${() => void this.#turn(link, speech)}>${speech.say(this.#qr ? 'rewards.hide' : 'rewards.show')}</button></div>
      ${this.#qr ?? nothing}`;
  }

  #field(field: Field, value: string, speech: Speech) {
    const copied = this.#copied?.field === field ? this.#copied : null;
    const word = copied ? speech.say(copied.done ? 'referral.copied' : 'referral.select') : speech.say('referral.copy');
    return html`<div>
      <label for=${field}>${speech.say(field === 'link' ? 'referral.link' : 'referral.code')}</label>
      <div class="copy">
        <input id=${field} part=${field} class="input ${field}" dir="ltr" readonly size=${field === 'code' ? value.length + 3 : 20} .value=${value} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}>
        <button type="button" part="button" aria-describedby=${field} @click=${() => this.#copy(field, value, speech)}>${
          copied?.done ? checkIcon : nothing
        }${word}</button>
      </div>
    </div>`;
  }

  async #copy(field: Field, value: string, speech: Speech): Promise<void> {
    const done = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    );
    // Where the page may not write to the clipboard, the text is selected for the shopper's own hand.
    if (!done) this.root.querySelector<HTMLInputElement>(`#${field}`)?.select();
    this.#copied = { field, done: !!done };
    this.requestUpdate();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#copied = null;
      this.requestUpdate();
    }, CONFIRM);
    const text = speech.say(done ? 'referral.copied.said' : 'referral.select');
    this.ask({ kind: 'announce', about: 'copy', text });
    if (done)
      this.dispatchEvent(
        new CustomEvent('laurel-copy', {
          bubbles: true,
          composed: true,
          detail: { what: field },
        }),
      );
  }

  #sent = (): void => {
    this.dispatchEvent(new Event('laurel-share', { bubbles: true, composed: true }));
  };

  #send(data: ShareData): void {
    // Whoever closes the sheet has not failed.
    navigator.share(data).then(this.#sent, () => {});
  }

  async #turn(link: string, speech: Speech): Promise<void> {
    this.#qr = this.#qr
      ? null
      : await import('../../element/qr.ts').then(
          ({ qr }) => qr(link, speech.say('referral.qr')),
          () => null,
        );
    this.requestUpdate();
  }

  /** What so many friends are worth: those reached, and how far it is to the others. */
  #milestones({ milestones, counts }: ReferralView, speech: Speech) {
    if (!milestones.length) return nothing;
    return html`<ul class="friends" aria-label=${speech.say('referral.more')}>${milestones.map(
      ({ friends, advocate, reachedAt }) =>
        html`<li part="milestone"><div>${speech.say('tier.referrals', { n: friends })}: <b>${this.#gift({ friend: advocate }, speech)}</b></div>
          <span class="quiet number">${
            reachedAt
              ? html`${checkIcon}<span class="hidden">${speech.say('referral.rewarded.stage')}</span>`
              : speech.say('challenges.steps', {
                  value: Math.min(counts.rewarded, friends),
                  target: friends,
                })
          }</span></li>`,
    )}</ul>`;
  }

  #friends({ friends, counts }: ReferralView, speech: Speech) {
    if (!friends.length) return html`<p class="quiet">${speech.say('referral.empty')}</p>`;
    const stages = ['joined', 'ordered', 'rewarded'] as const;
    const total = Object.values(counts).reduce((sum, n) => sum + n, 0);
    return html`<ul class="counts" aria-label=${speech.say('referral.friends')}>${stages.map(
      (stage, index) =>
        html`<li><b class="number">${speech.number(counts[stage])}</b><span class="quiet">${speech.say(LADDER[index + 1] ?? LADDER[0])}</span></li>`,
    )}</ul>
      <ul class="friends">${friends.map((friend, index) => friendRow(friend, total - index, speech))}</ul>`;
  }

  protected override wait(): TemplateResult {
    return html`<div class="card" part="card" aria-busy="true">
      <div><p class="label"><span class="wait">Laurel leaf</span></p>
      <p class="offer"><span class="wait">Your friend gets 10 % off. You get points.</span></p></div>
      <div><p class="label"><span class="wait">Laurel leaf</span></p><span class="field wait"></span></div>
    </div>`;
  }
}
