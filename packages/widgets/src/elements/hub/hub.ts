import type { MemberView } from '@laurel/contract';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { CLOSE, OPEN } from '../../element/request.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import { sheet } from '../../element/tokens.ts';
import { styles } from './hub.css.ts';
import { fetchTags, tagsOf, VIEWS, type View } from './views.ts';

/** What a link says to open the panel: `#laurel`, or `#laurel-rewards` for one of its tabs. */
const LINK = /^#laurel(?:-(\w+))?$/;
/** The page behind an open panel does not scroll; nothing is written on the page for it. */
const still = 'html{overflow:hidden}';

/**
 * A button in the corner and a panel that holds everything, for a shop that wants one tag. A link to `#laurel` or
 * `#laurel-rewards` opens it.
 *
 * @summary A launcher with a panel that holds all elements.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart launch - The button in the corner.
 * @csspart panel - The panel.
 * @csspart tab - A tab of the panel.
 * @csspart button - A button.
 * @csspart offline - The mark that the values are the last known.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-on-accent=#fff] - The colour of text on the accent.
 * @cssproperty [--laurel-surface=#fff] - The colour of the panel.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the boxes; controls follow.
 * @cssproperty [--laurel-hub-offset=20px] - How far from the corner the button stands.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelHub extends LaurelElement {
  static override styles = styles;
  static override reads = ['join-url'];

  #view: View['id'] | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#linked);
    document.addEventListener(OPEN, this.#called);
    document.addEventListener(CLOSE, this.#called);
    this.#linked();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#linked);
    document.removeEventListener(OPEN, this.#called);
    document.removeEventListener(CLOSE, this.#called);
    this.#close();
  }

  #linked = (): void => {
    const link = LINK.exec(location.hash);
    if (link) this.#open(link[1]);
    else this.#close();
  };

  /** `laurel.open` and `laurel.close`. */
  #called = (event: Event): void => {
    const { view, program } = (event as CustomEvent<{ view?: string; program?: string } | null>).detail ?? {};
    if (program && program !== this.getAttribute('program') && this.hasAttribute('program')) return;
    if (event.type === CLOSE) this.#close();
    else this.#open(view);
  };

  #open(view?: string): void {
    this.#view = VIEWS.find(({ id }) => id === view)?.id ?? 'home';
    this.requestUpdate();
  }

  #choose(view: View['id']): void {
    this.#view = view;
    // The address leads back here; a step back of the browser does not go through every tab.
    history.replaceState(history.state, '', `#laurel-${view}`);
    this.requestUpdate();
  }

  /** Whether the panel stands open; what it says of having been closed comes later, when it may stand open again. */
  #stands = false;

  #close = (): void => {
    this.#view = null;
    this.root.querySelector('dialog')?.close();
    this.#closed();
  };

  #closed = (): void => {
    if (!this.#stands || (this.isConnected && this.root.querySelector('dialog')?.open)) return;
    this.#stands = false;
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet(still));
    this.#view = null;
    if (LINK.test(location.hash)) history.replaceState(history.state, '', location.pathname + location.search);
    this.requestUpdate();
  };

  protected override update(): void {
    super.update();
    const dialog = this.root.querySelector('dialog');
    if (!dialog || !this.#view || dialog.open) return;
    dialog.showModal();
    this.#stands = true;
    document.adoptedStyleSheets.push(sheet(still));
  }

  protected override draw(scene: Scene): TemplateResult {
    const { member, program, speech } = scene;
    const views = VIEWS.filter(({ has }) => has(program, member));
    const shown = views.find(({ id }) => id === this.#view) ?? views[0];
    return html`<button type="button" class="launch" part="launch" aria-haspopup="dialog" @click=${() => this.#choose('home')}>${scene.kit.sprigIcon}<span class="number">${
      member ? speech.points(member.points.balance) : speech.say('hub.launch')
    }</span></button>
      <dialog part="panel" aria-label=${speech.say('hub.launch')} @close=${this.#closed} @click=${this.#outside}>
        ${this.#view && shown ? this.#panel(scene, views, shown, member) : nothing}
      </dialog>`;
  }

  /** A press beside the panel closes it. */
  #outside = (event: MouseEvent): void => {
    const dialog = event.currentTarget as HTMLDialogElement;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    const inside = x >= left && x <= right && y >= top && y <= bottom;
    if (event.target === dialog && !inside) this.#close();
  };

  #panel({ program, speech, state }: Scene, views: View[], shown: View, member: MemberView | null) {
    const tags = tagsOf(shown, program, member, state);
    fetchTags(tags);
    return html`<header><h2><bdi>${program.name}</bdi></h2>
        <button type="button" class="close" part="button" aria-label=${speech.say('hub.close')} @click=${this.#close}><svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15" /></svg></button></header>
      <div role="tablist" aria-label=${program.name} @keydown=${(event: KeyboardEvent) => this.#step(event, views, shown)}>${views.map(
        ({ id, title }) =>
          html`<button type="button" role="tab" part="tab" id="tab-${id}" aria-controls="view" aria-selected=${id === shown.id} tabindex=${id === shown.id ? 0 : -1} ?autofocus=${id === shown.id} @click=${() => this.#choose(id)}>${speech.say(title)}</button>`,
      )}</div>
      <div class="panel" role="tabpanel" id="view" aria-labelledby="tab-${shown.id}" tabindex="0">${tags.map((tag) => this.#element(tag))}</div>`;
  }

  /** An element inside, with what this one was told. Kept as long as it is shown, so that nothing in it is lost. */
  #elements = new Map<string, HTMLElement>();
  #element(tag: string): HTMLElement {
    const element = this.#elements.get(tag) ?? document.createElement(`laurel-${tag}`);
    this.#elements.set(tag, element);
    for (const name of ['program', 'join-url']) {
      const value = this.getAttribute(name);
      if (value !== null) element.setAttribute(name, value);
    }
    return element;
  }

  /** Arrows go from tab to tab, in the direction in which they are read. */
  #step(event: KeyboardEvent, views: View[], shown: View): void {
    const on = this.matches(':dir(rtl)') ? 'ArrowLeft' : 'ArrowRight';
    const back = on === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const at = views.indexOf(shown);
    const to = { [on]: at + 1, [back]: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = views.at(to % views.length) as View;
    this.#choose(next.id);
    queueMicrotask(() => this.root.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus());
  }

  protected override wait(): TemplateResult {
    return html`<span class="launch" part="launch" aria-busy="true"><svg></svg><span class="wait">Laurel leaf</span></span>`;
  }
}
