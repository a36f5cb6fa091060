import type { Shopper } from '../store/data.ts';
import { type Html, html } from '../web/html.ts';
import type { Visit } from '../web/visit.ts';

export interface SignInPage {
  shoppers: readonly Shopper[];
  back: string;
  invitation: Html | null;
  fault: string | null;
}

export function signInPage({ words: { t } }: Visit, { shoppers, back, invitation, fault }: SignInPage): Html {
  const create = html`<form method="post" action="/sign-up" class="panel stack">
      <h2>${t.newHere}</h2><p class="quiet">${t.newHint}</p><input type="hidden" name="back" value="${back}">
      <label>${t.yourName} <input name="name" required minlength="2" maxlength="30" autocomplete="given-name"${fault && html` aria-invalid="true" aria-describedby="name-fault"`}></label>
      ${fault && html`<p class="fault" id="name-fault">${fault}</p>`}
      <button class="main">${t.createAccount}</button></form>`;
  const known = html`<ul class="people">${shoppers.map(
    ({
      id,
      name,
    }) => html`<li><form method="post" action="/sign-in"><input type="hidden" name="shopper" value="${id}"><input type="hidden" name="back" value="${back}">
      <button aria-label="${t.signInAs(name)}"><i aria-hidden="true">${name.slice(0, 1)}</i><span>${name}</span></button></form></li>`,
  )}</ul>`;
  // Who was sent by a friend is new: what they came for stands first.
  return html`${invitation}<div class="heading"><h1>${t.signInTitle}</h1><p class="quiet">${t.signInHint}</p></div>
    <div class="two even">${invitation ? [create, known] : [known, create]}</div>
    <div class="two even"><laurel-join></laurel-join><laurel-earn></laurel-earn></div>`;
}
