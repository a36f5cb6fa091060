import type { ClaimInput, ClaimView } from '@laurel/contract';
import type { Scene } from '../../element/element.ts';
import { html, nothing } from '../../element/template.ts';

/** What a shopper has asked for so far, and what is on its way. */
export interface Missing {
  claims: ClaimView[];
  busy?: boolean;
  /** Why the last try failed. */
  failure?: string;
}

/** Asks for the points of an order by its number and by what stands on the receipt, and tells what became of earlier ones. */
export function missing(
  { claims, busy, failure }: Missing,
  { program, speech }: Scene,
  send: (input: ClaimInput) => void,
) {
  const { currency } = program;
  const asks = (what: 'date' | 'total') => program.claims?.proof.includes(what);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const told = new FormData(event.currentTarget as HTMLFormElement);
    if (busy) return;
    send({
      orderId: String(told.get('order')).trim(),
      ...(asks('date') && { date: String(told.get('date')) }),
      ...(asks('total') && { total: speech.minor(told.get('total')) }),
    });
  };
  return html`<form @submit=${submit}>
      <p class="quiet">${speech.say('claims.hint')}</p>
      <label>${speech.say('claims.order')}<input class="input" name="order" required maxlength="100" autocomplete="off"></label>
      ${asks('date') ? html`<label>${speech.say('claims.date')}<input class="input" name="date" type="date" required></label>` : nothing}
      ${asks('total') ? html`<label>${speech.say('claims.total', { currency })}<input class="input" name="total" type="number" min="0" step="any" required></label>` : nothing}
      <button class="main" part="button" aria-disabled=${!!busy}>${speech.say(busy ? 'rewards.busy' : 'survey.send')}</button>
      ${failure ? html`<p role="alert">${failure}</p>` : nothing}
    </form>
    <ul>${claims.map(
      ({ orderId, text, points }) =>
        html`<li part="claim"><div><b><bdi>${orderId}</bdi></b><p class="quiet"><bdi>${text}</bdi></p></div>${points ? html`<span class="end strong gain number">+${speech.number(points)}</span>` : nothing}</li>`,
    )}</ul>`;
}
