import type { CouponView } from '@laurel/contract';
import { html, nothing } from '../../element/template.ts';
import type { Speech } from '../../words/speech.ts';

/** What is shown of one code besides itself: whether it was just copied, and its QR code once it is drawn. */
export interface Shown {
  copied: string;
  qr: { code: string; drawn: unknown } | null;
  copy(code: string): void;
  turn(code: string): void;
  /** The coupon whose present is being chosen, and why the last try failed. */
  choice: { coupon: string; why: string } | null;
  choose(coupon: string, reward: { id: string; name: string }): void;
}

/** A code large enough to read at a till, to copy, and as a QR code to scan. */
export function codeOf(code: string, speech: Speech, { copied, qr, copy, turn }: Shown) {
  const open = qr?.code === code;
  return html`<code data-code=${code}>${code}</code>
    <div class="row">
      <button type="button" part="button" aria-label=${speech.say('rewards.copy', { code })} @click=${() => copy(code)}>${speech.say(copied === code ? 'referral.copied' : 'referral.copy')}</button>
      <button type="button" part="button" aria-expanded=${open} @click=${() => turn(code)}>${speech.say(open ? 'rewards.hide' : 'rewards.show')}</button>
    </div>
    ${open ? qr.drawn : nothing}`;
}

/** The codes that may still be used, and the presents that are still to be chosen. */
export function couponList(coupons: readonly CouponView[], speech: Speech, shown: Shown) {
  const { choice } = shown;
  if (!coupons.length) return nothing;
  return html`<h3 tabindex="-1">${speech.say('rewards.coupons')}</h3>
    <ul>${coupons.map(({ code, name, expiresAt, minimum, left, choices }) => {
      const notes = [
        left === null ? '' : speech.say('rewards.balance', { money: speech.money(left) }),
        minimum ? speech.say('rewards.minimum', { money: speech.money(minimum) }) : '',
        expiresAt ? speech.say('rewards.until', { date: speech.date(expiresAt) }) : '',
      ].filter(Boolean);
      return html`<li part="coupon"><div class="wide"><div><b><bdi>${name}</bdi></b><p class="quiet">${notes.join(' · ')}</p></div>${
        choices
          ? html`<div class="row">${choices.map((each) => html`<button type="button" part="button" aria-disabled=${!!choice && !choice.why} @click=${() => shown.choose(code, each)}><bdi>${each.name}</bdi></button>`)}</div>${choice?.coupon === code && choice.why ? html`<p role="alert">${choice.why}</p>` : nothing}`
          : codeOf(code, speech, shown)
      }</div></li>`;
    })}</ul>`;
}
