import { checkIcon } from '../../element/check-icon.ts';
import { controls } from '../../element/controls.css.ts';
import { css } from '../../element/css.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { State } from '../../store/state.ts';
import { type Seen, seenOf, type Won, wonSince } from './won.ts';

/** How long one stands, in milliseconds; as long as it is looked at or has the focus, for ever. */
const STAYS = 7_000;
const MOST = 3;

const styles =
  controls +
  css`
  :host {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: max(16px, env(safe-area-inset-bottom));
    inset-inline-start: 16px;
    inline-size: min(22em, calc(100vw - 32px));
    pointer-events: none;
  }
  .error,
  .mark {
    display: none;
  }
  ul {
    display: grid;
    gap: calc(2 * var(--_s));
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: calc(3 * var(--_s));
    pointer-events: auto;
    box-shadow: var(--laurel-shadow, 0 2px 4px #0000000f, 0 12px 32px -8px #0003);
    animation: rise 0.24s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(12px);
    }
  }
  .icon {
    display: grid;
    place-items: center;
    inline-size: 2.25em;
    block-size: 2.25em;
    border-radius: 50%;
    background: var(--_tint);
    color: var(--_accent);
  }
  button {
    display: grid;
    place-items: center;
    inline-size: 32px;
    min-block-size: 32px;
    padding: 0;
    border: 0;
    color: var(--_muted);
  }
`;

/**
 * What was just won, in a corner for a moment: points, a level, a challenge, a badge; also what was won on the page before.
 * It takes no room, and shows nothing to guests.
 *
 * @summary A short notice of what was just won.
 * @csspart card - The box around everything.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - A button.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @csspart toast - One notice.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelToast extends LaurelElement {
  static override styles = styles;

  #shown: Won[] = [];
  #seen: Seen | null = null;
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
    this.#shown = [];
  }

  protected override changed(scene: Scene, before: State): void {
    if (scene.state.member !== before.member) this.#look(scene);
  }

  /** What is new since the last look, on this page or on the one before. */
  #look(scene: Scene): void {
    const { member } = scene.state;
    if (member?.status !== 'joined') return;
    const key = `laurel-seen ${this.getAttribute('program') ?? scene.program.name}`;
    const before = this.#seen ?? read(key);
    this.#seen = seenOf(member);
    write(key, this.#seen);
    const won = before ? wonSince(before, member, scene) : [];
    for (const { id } of won) this.#stay(id);
    if (!won.length) return;
    this.#shown = [...this.#shown, ...won].slice(-MOST);
    this.ask({ kind: 'announce', about: 'toast', text: won.map(({ title }) => title).join(' ') });
    this.requestUpdate();
  }

  #stay(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => this.#drop(id), STAYS),
    );
  }

  /** Nothing goes while it is looked at. */
  #hold = (): void => {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  };

  #free = (): void => {
    for (const { id } of this.#shown) this.#stay(id);
  };

  #drop(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#shown = this.#shown.filter((won) => won.id !== id);
    this.requestUpdate();
  }

  protected override draw(scene: Scene): unknown {
    if (!this.#seen) this.#look(scene);
    if (!this.#shown.length) return nothing;
    const { speech, kit } = scene;
    return html`<ul aria-label=${speech.say('toast.title')} @pointerenter=${this.#hold} @pointerleave=${this.#free} @focusin=${this.#hold} @focusout=${this.#free}>${this.#shown.map(
      ({ id, title, note, badge }) => html`<li class="card" part="card toast"
                @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#drop(id)}>
        <span class="icon">${badge ? checkIcon : kit.sprigIcon}</span>
        <div><b class="number"><bdi>${title}</bdi></b>${note ? html`<p class="quiet number"><bdi>${note}</bdi></p>` : nothing}</div>
        <button type="button" part="button" aria-label=${speech.say('toast.close')} @click=${() => this.#drop(id)}><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15" /></svg></button>
      </li>`,
    )}</ul>`;
  }

  protected override wait(): TemplateResult {
    return html``;
  }
}

/** A page whose storage is blocked tells what is won while it is open. */
function read(key: string): Seen | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as Seen | null;
  } catch {
    return null;
  }
}

function write(key: string, seen: Seen): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(seen));
  } catch {
    // Not kept, then.
  }
}
