import type { ClaimInput, ClaimView, HistoryView } from '@laurel/contract';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { empty, invite, limitOf, panel, waiting } from '../../element/panel.ts';
import type { Done } from '../../element/request.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { State } from '../../store/state.ts';
import type { Speech } from '../../words/speech.ts';
import { styles } from './history.css.ts';
import { type Missing, missing } from './missing.ts';

/** After a change, the log is asked again once, however many changes come together. Milliseconds. */
const PAUSE = 800;

/**
 * Every line of the member's log in words, newest first, with what the balance moved by. Where the program takes claims, whoever misses
 * the points of an order asks for them here, by its number.
 *
 * @summary What earned and what spent the member's points.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart row - One line.
 * @csspart claim - An order whose points were asked for.
 * @csspart button - A button.
 * @csspart offline - The mark that the values are the last known.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @attr {number} [limit=5] - How many lines are shown before "Show older".
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelHistory extends LaurelElement {
  static override styles = styles;
  static override reads = ['limit', 'join-url'];
  static override part = 'history' as const;

  #shown = 0;
  #busy = false;
  #missing: Missing | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override changed({ state }: Scene, before: State): void {
    if (!before.member || !state.member || state.member.version === before.member.version) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.ask({ kind: 'history', cursor: null, done: () => {} }), PAUSE);
  }

  protected override draw(scene: Scene): TemplateResult {
    const { state, speech } = scene;
    const title = speech.say('history.title');
    if (state.member?.status !== 'joined') return panel(title, invite(this, scene, speech.say('history.guest')));
    const { history } = state;
    if (!history) return this.wait();
    const limit = Math.max(limitOf(this, 5), this.#shown);
    const more = history.rows.length > limit || history.next;
    return panel(title, [
      history.rows.length
        ? html`<ol role="list">${history.rows.slice(0, limit).map((line) => this.#line(line, speech))}</ol>`
        : empty(speech.say('history.empty')),
      html`<div class="row more">${
        more
          ? html`<button type="button" class="text" part="button" aria-disabled=${this.#busy} @click=${() => this.#older(limit, state)}>${speech.say('history.more')}</button>`
          : nothing
      }${this.#ask(scene)}</div>`,
      this.#missing ? missing(this.#missing, scene, (input) => this.#claim(scene, input)) : nothing,
    ]);
  }

  #ask(scene: Scene) {
    const { program, speech } = scene;
    if (!program.claims) return nothing;
    return html`<button type="button" class="text" part="button" aria-expanded=${!!this.#missing} @click=${() => this.#turn(scene)}>${speech.say('claims.open', { unit: speech.unit(3) })}</button>`;
  }

  #turn(scene: Scene): void {
    if (this.#missing) this.#set(null);
    else {
      this.#set({ claims: [] });
      queueMicrotask(() => this.root.querySelector('input')?.focus());
      this.#claim(scene);
    }
  }

  #set(missing: Missing | null): void {
    this.#missing = missing;
    this.requestUpdate();
  }

  /** Asks for the points of an order; without one, for what was asked before. */
  #claim({ speech, kit }: Scene, input?: ClaimInput): void {
    const held = this.#missing?.claims ?? [];
    if (input) this.#set({ claims: held, busy: true });
    const done: Done<ClaimView[]> = (failure, claims = []) => {
      if (!this.#missing) return;
      this.#set({
        claims: [...claims, ...held.filter(({ orderId }) => orderId !== input?.orderId)],
        ...(failure && { failure: kit.whyFailed(speech, failure) }),
      });
      const [first] = claims;
      if (input && first) this.ask({ kind: 'announce', about: 'claim', text: first.text });
    };
    this.ask({ kind: 'claim', ...(input && { input }), done });
  }

  /** What came in all, or what became available of what had come before; what still waits says so. */
  #line({ text, at, points, pending }: HistoryView, speech: Speech) {
    const moved = points + pending || points;
    const sign = moved.toLocaleString(speech.language, { signDisplay: 'always' });
    return html`<li part="row"><div><bdi>${text}</bdi><p class="quiet number">${speech.date(at)}</p></div>
      ${moved ? html`<div class="end"><span class="strong number ${moved > 0 ? 'gain' : ''}">${sign}</span>${pending > 0 ? html`<p class="quiet">${speech.say('history.pending')}</p>` : nothing}</div>` : nothing}</li>`;
  }

  #older(limit: number, { history }: State): void {
    if (this.#busy) return;
    this.#shown = limit + 10;
    if (history?.next && history.rows.length < this.#shown) {
      this.#busy = true;
      const done = () => {
        this.#busy = false;
        this.requestUpdate();
      };
      this.ask({ kind: 'history', cursor: history.next, done });
    }
    this.requestUpdate();
  }

  protected override size(): string {
    return '27em';
  }

  protected override wait(): TemplateResult {
    return waiting(limitOf(this, 5));
  }
}
