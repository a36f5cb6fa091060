import type { DrawnView, DrawView, OwnDrawView } from '@laurel/contract';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { giftText } from '../../element/gift.ts';
import { empty, panel, waiting } from '../../element/panel.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import { why } from '../../element/why.ts';
import type { Failure } from '../../store/state.ts';
import type { Speech } from '../../words/speech.ts';
import { light } from './light.ts';
import { styles } from './spin.css.ts';

type Going = 'rest' | 'busy' | 'shown' | 'failed' | 'unsure';

/**
 * A draw with its odds beside each prize. The server draws first; only then a light goes over the list and rests on what
 * was drawn, and for whoever asked for calm it stands there at once.
 *
 * @summary A draw with declared odds, as often as the program says.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart prize - One prize with its odds.
 * @csspart bar - The bar that shows a prize's odds.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - A button.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @attr {string} draw - The id of the draw; by default the first that a shopper starts.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 * @fires {CustomEvent<{ draw: string, prize: string, points: number }>} laurel-drawn - A draw came to something, and it is shown.
 */
export class LaurelSpin extends LaurelElement {
  static override styles = styles;
  static override reads = ['draw', 'join-url'];

  /** The try that is under way: its key is the same when it is tried again, so that it counts once. */
  #key = '';
  #is: Going = 'rest';
  #drawn: DrawnView | null = null;

  protected override draw(scene: Scene): TemplateResult {
    const { member, program, speech, kit } = scene;
    const wanted = this.getAttribute('draw');
    const all: (DrawView | OwnDrawView)[] = (member ?? program).draws;
    const draw = all.find(({ id, on }) => (wanted ? id === wanted : !on));
    const end = member ? nothing : kit.joinLink(this, speech);
    if (!draw) return panel(speech.say('spin.title'), empty(speech.say('spin.empty')), end);
    return panel(
      draw.name,
      [
        draw.description ? html`<p class="quiet"><bdi>${draw.description}</bdi></p>` : nothing,
        html`<ul aria-label=${speech.say('spin.odds')}>${draw.prizes.map((prize) => this.#prize(prize, draw, scene))}</ul>`,
        member && 'reason' in draw ? this.#try(draw, scene, member.points.available) : nothing,
      ],
      member && 'left' in draw && draw.left
        ? html`<span class="number">${speech.say('spin.left', { n: draw.left })}</span>`
        : end,
    );
  }

  #prize({ id, name, odds, grant }: DrawView['prizes'][number], { total }: DrawView, scene: Scene) {
    const { speech } = scene;
    const share = odds / total;
    const gift = giftText(grant, scene);
    const percent = share.toLocaleString(speech.language, { style: 'percent', maximumSignificantDigits: 2 });
    const drawn = this.#is === 'shown' && this.#drawn?.prize.id === id;
    return html`<li part="prize" class=${drawn ? 'drawn' : ''} data-prize=${id}>
      <div><bdi>${name}</bdi>${gift && gift !== name ? html` <span class="quiet number">${gift}</span>` : nothing}</div>
      <span class="end quiet number">${percent}</span>
      <div class="bar" part="bar"><i .style=${`inline-size:${100 * share}%`}></i></div>
    </li>`;
  }

  #try(draw: OwnDrawView, { speech }: Scene, available: number) {
    const { id, on, cost, from, again, reason } = draw;
    const is = this.#is;
    const unsure = is === 'unsure';
    const open = !reason || unsure || is === 'busy';
    const closed = () =>
      why(
        { reason, missing: cost - available, tier: null, from, limit: again ? { left: 0, until: again } : null },
        speech,
      );
    return html`<div class="row try">${
      on
        ? html`<p class="quiet">${speech.say('spin.by')}</p>`
        : open
          ? html`<button type="button" class="main" part="button" aria-disabled=${is === 'busy'} @click=${() => this.#play(id, speech)}>${
              is === 'busy'
                ? speech.say('rewards.busy')
                : unsure
                  ? speech.say('again')
                  : cost
                    ? speech.say('spin.cost', { points: speech.worth(cost) })
                    : speech.say('spin.play')
            }</button>`
          : html`<p class="quiet number">${closed()}</p>`
    }<div class="outcome" tabindex="-1">${
      is === 'shown' && this.#drawn
        ? this.#outcome(this.#drawn, speech)
        : unsure || is === 'failed'
          ? html`<p role="alert">${speech.say(is === 'failed' ? 'rewards.failed' : 'rewards.unsure')}</p>`
          : nothing
    }</div></div>`;
  }

  #outcome({ prize, points, redemption }: DrawnView, speech: Speech) {
    return html`<b><bdi>${speech.say('spin.won', { prize: prize.name })}</bdi></b>
      ${points ? html`<p class="quiet number">${speech.say('spin.gain', { points: speech.worth(points) })}</p>` : nothing}
      ${redemption ? html`<p class="quiet">${speech.say('spin.reward')}</p>` : nothing}`;
  }

  #set(is: Going): void {
    this.#is = is;
    this.requestUpdate();
  }

  #play(draw: string, speech: Speech): void {
    if (this.#is === 'busy') return;
    // It tells this member's tries apart and guards nothing; `crypto.randomUUID` is not there on pages without TLS.
    if (this.#is !== 'unsure') this.#key = `${Math.random()}`;
    this.#set('busy');
    this.ask({ kind: 'spin', draw, key: this.#key, done: (failure, drawn) => void this.#come(failure, drawn, speech) });
  }

  /** What the server drew is known; now it may be shown. */
  async #come(failure: Failure | null, drawn: DrawnView | undefined, speech: Speech): Promise<void> {
    if (failure || !drawn) {
      // Whether it was drawn is not known where the answer was lost: the same key draws once however often it is tried.
      const unsure = failure?.code === 'offline' || failure?.code === 'internal';
      this.#set(unsure ? 'unsure' : 'failed');
      if (!unsure) this.ask({ kind: 'again' });
      return;
    }
    this.#drawn = drawn;
    const rows = [...this.root.querySelectorAll<HTMLElement>('[data-prize]')];
    await light(
      rows,
      rows.findIndex((row) => row.dataset.prize === drawn.prize.id),
    );
    this.#set('shown');
    const { prize, points, redemption } = drawn;
    // Where the button is gone, the focus goes to what came of it.
    queueMicrotask(() => {
      if (!this.root.activeElement) this.root.querySelector<HTMLElement>('.outcome')?.focus();
    });
    this.ask({ kind: 'announce', about: 'spin', text: speech.say('spin.won', { prize: prize.name }) });
    if (redemption) this.ask({ kind: 'celebrate', id: `spin ${this.#key}` });
    const detail = { draw: drawn.draw, prize: prize.id, points };
    this.dispatchEvent(new CustomEvent('laurel-drawn', { bubbles: true, composed: true, detail }));
  }

  protected override size(): string {
    return '20em';
  }

  protected override wait(): TemplateResult {
    return waiting(3);
  }
}
