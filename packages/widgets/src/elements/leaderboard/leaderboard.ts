import type { BoardMeView, BoardRow, BoardView, OwnPlaceView } from '@laurel/contract';
import { callAt, stop, until } from '../../element/clock.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { questionOf } from '../../element/question.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import { type BoardQuestion, keyOf, type State } from '../../store/state.ts';
import type { Speech } from '../../words/speech.ts';
import { styles } from './leaderboard.css.ts';
import { avatar, DOWN, UP, wreath } from './mark.ts';
import type * as More from './more.ts';
import { pageOf } from './page.ts';
import type { Saved } from './settings.ts';

/**
 * A board that moves while one looks. The member's own row stays in sight, with what is missing to the next place.
 *
 * @summary A live leaderboard.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart row - One row.
 * @csspart me - The member's own row.
 * @csspart button - A button.
 * @csspart tab - A button that chooses another board or period.
 * @csspart offline - The mark that the values are the last known.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @attr {string} board - The board's id; by default the first of the program.
 * @attr {string} period - A past period such as `2026-10`; by default the running one.
 * @attr {string} view - Which list: `all`, `groups` or `own`; by default a member’s own group, cohort or friends.
 * @attr {number} [limit=10] - How many rows, 1 to 100.
 * @attr {number} [around=2] - How many rows on each side of the member's own.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelLeaderboard extends LaurelElement {
  static override styles = styles;
  static override reads = ['board', 'period', 'view', 'limit', 'around', 'join-url'];

  #first = new Map<string, number>();
  #drawn = new WeakMap<object, { by: unknown; speech: Speech; drawn: unknown }>();
  #period = '';
  /** What only some boards have; its code comes when it is wanted. */
  #more: typeof More | null = null;
  #chosen: Partial<BoardQuestion> = {};
  /** The last view that was shown, for what stays while another board comes. */
  #view: BoardView | null = null;
  /** The keys of the rows that are shown, and one's own. */
  #rows: [rows: string[], own: string | undefined] | null = null;
  #open = false;
  #saved: Saved = null;
  #tick = () => this.requestUpdate();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    stop(this.#tick);
  }

  protected override question(): BoardQuestion {
    return { ...questionOf(this), ...this.#chosen };
  }

  protected override size(): string {
    // A long list scrolls within itself.
    return `calc(${Math.min(this.question().limit, 14.5)} * var(--_row) + 156px)`;
  }

  protected override update(): void {
    super.update();
    const list = this.root.querySelector('ol');
    // Before its code has come there is nothing on the screen that could travel.
    if (list && this.#rows) this.#more?.travel(list, ...this.#rows);
  }

  protected override changed({ state, speech }: Scene, before: State): void {
    const key = keyOf(this.question());
    const me = state.boards[key]?.me;
    const was = before.boards[key]?.me;
    if (!me?.me || !was?.me || me.period.id !== was.period.id || me.me.place === was.me.place) return;
    const { place } = me.me;
    this.ask({
      kind: 'announce',
      about: `place ${me.board}`,
      text: speech.say('board.now', { place: speech.place(place) }),
    });
    if (place <= 3 && was.me.place > 3) this.ask({ kind: 'celebrate', id: `podium ${me.board} ${me.period.id}` });
  }

  protected override draw(scene: Scene): TemplateResult {
    const { state, speech } = scene;
    this.#rows = null;
    const question = this.question();
    const board = state.boards[keyOf(question)];
    if (board) this.#view = board.view;
    const tabs = this.#tabs(scene);
    if (board === undefined && !tabs) return this.wait();
    return html`<section class="card" part="card" .style=${`min-block-size:${this.size()}`} aria-label=${board?.view.name ?? speech.say('hub.board')}>${tabs}${
      board
        ? this.#board(board.view, board.me, scene, tabs && this.#boards(scene).length < 2)
        : board === null
          ? html`<p role="alert">${speech.say('board.missing')}</p>`
          : this.#blank()
    }</section>`;
  }

  /** The other boards of the program and the period before; null where there is nothing to choose. */
  #tabs(scene: Scene): unknown {
    const view = this.#view;
    if (!view || this.hasAttribute('period')) return null;
    // A board of all time has no period before it.
    if (!view.period.startsAt && this.#boards(scene).length < 2) return null;
    this.#fetch();
    const more = this.#more;
    const choose = (chosen: Partial<BoardQuestion>) => {
      this.#chosen = chosen;
      // Another question is asked as if its attribute had changed; nothing is written on the host.
      this.attributeChangedCallback('board', null, JSON.stringify(chosen));
    };
    const several = this.#boards(scene).length > 1;
    return html`<div class="row foot tabs">${several ? nothing : html`<div>${this.#head(view, scene)}</div>`}${
      more
        ? this.#same(view.period, this.#chosen, scene.speech, () =>
            more.tabs(view, this.#boards(scene), this.#chosen, scene, choose),
          )
        : nothing
    }</div>`;
  }

  /** The boards to choose from: all, where the tag names none. */
  #boards({ program }: Scene) {
    return this.hasAttribute('board') || this.hasAttribute('period') ? [] : program.boards;
  }

  /** `titled`: its name stands beside the tabs. */
  #board(view: BoardView, me: BoardMeView | null, scene: Scene, titled: unknown) {
    const { speech } = scene;
    const question = this.question();
    const period = `${view.board} ${view.period.id}`;
    if (this.#period !== period) {
      this.#period = period;
      this.#first.clear();
    }
    const rows = pageOf(view.rows, me, question);
    const own = me?.me;
    this.#rows = [rows.map((row) => row?.id ?? ''), own?.id];
    if (view.list.level || view.filling || own?.toPrize) this.#fetch();
    return html`${titled ? nothing : html`<div class="row">${this.#head(view, scene)}</div>`}
      ${this.#more?.league(view, speech) ?? nothing}
      ${
        rows.length
          ? html`<ol role="list" aria-label=${view.name} tabindex=${rows.length > 14 ? '0' : nothing}>${rows.map(
              (row) =>
                row
                  ? this.#row(row, row.id === own?.id ? own : null, speech)
                  : html`<li class="gap" aria-hidden="true"><span>···</span></li>`,
            )}</ol>`
          : html`<div class="empty" .style=${`min-block-size:calc(${question.limit} * var(--_row))`}>${wreath(1)}<b>${speech.say('board.empty')}</b><p class="quiet">${speech.say('board.empty.first')}</p></div>`
      }
      ${this.#same(view.prizes, null, speech, () => this.#prizes(view, speech))}
      ${this.#more?.prize(view, me, speech) ?? nothing}
      ${this.#foot(view, me, scene)}`;
  }

  /** Its name, where that is not one of the tabs, and how long it still runs. */
  #head(view: BoardView, scene: Scene) {
    return html`<h2 class=${this.#boards(scene).length > 1 ? 'hidden' : ''}><bdi>${view.name}</bdi></h2><span class="quiet end number">${this.#clock(view, scene)}</span>`;
  }

  #clock({ period }: BoardView, { speech, state }: Scene): string {
    if (period.state === 'closed') return speech.say('board.closed');
    if (!period.endsAt) return speech.say('board.always');
    const left = Date.parse(period.endsAt) - Date.now() - state.skew;
    if (left <= 0) return speech.say('board.held');
    const { text, lasts } = until(speech, left);
    callAt(this.#tick, Date.now() + lasts);
    return speech.say('board.ends', { when: text });
  }

  /** What has not changed is the same again, and costs nothing. */
  #same(of: object, by: unknown, speech: Speech, draw: () => unknown): unknown {
    const held = this.#drawn.get(of);
    if (held && held.by === by && held.speech === speech) return held.drawn;
    const drawn = draw();
    this.#drawn.set(of, { by, speech, drawn });
    return drawn;
  }

  #row(row: BoardRow, mine: OwnPlaceView | null, speech: Speech): unknown {
    return this.#same(row, mine, speech, () => this.#line(row, mine, speech));
  }

  #line({ id, place, alias, score }: BoardRow, mine: OwnPlaceView | null, speech: Speech) {
    const first = this.#first.get(id) ?? place;
    this.#first.set(id, first);
    // Of one's own place the server knows where it was this morning.
    const won = mine?.moved ?? first - place;
    const moved = won && speech.say(won > 0 ? 'board.up' : 'board.down', { n: Math.abs(won) });
    return html`<li class=${mine ? 'me' : ''} part=${mine ? 'row me' : 'row'}>
      <span class="place number ${place < 4 ? 'first' : ''}">${place < 4 ? wreath(place) : nothing}${speech.number(place)}</span>
      ${avatar(id)}
      <span class="name"><bdi>${alias}</bdi>${mine ? html`<span class="you">${speech.say('board.you')}</span>` : nothing}</span>
      ${moved ? html`<span class="moved number ${won > 0 ? 'up' : ''}" role="img" aria-label=${moved}><svg viewBox="0 0 20 20" aria-hidden="true"><path d=${won > 0 ? UP : DOWN} /></svg>${speech.number(Math.abs(won))}</span>` : nothing}
      <span class="number">${score === null ? nothing : speech.number(score)}</span>
    </li>`;
  }

  #prizes({ prizes }: BoardView, speech: Speech) {
    if (!prizes.length) return nothing;
    return html`<ul class="prizes quiet" aria-label=${speech.say('board.prizes.title')}>${prizes.map(
      ({ ranks: [from, to], points }) => {
        const places = speech.say(from === to ? 'board.prize' : 'board.prizes', {
          place: speech.place(from),
          from: speech.place(from),
          to: speech.place(to),
        });
        return html`<li class="prize">${places} · ${speech.points(points)}</li>`;
      },
    )}</ul>`;
  }

  #gap({ metric, members }: BoardView, me: BoardMeView | null, { speech, state }: Scene): string {
    if (state.member?.status !== 'joined') return speech.say('board.members', { n: members });
    if (!state.member.onBoards) return speech.say('board.off');
    if (!me?.me) return speech.say('board.out');
    const { place, toNext, nextPlace } = me.me;
    if (place === 1) return speech.say('board.top');
    if (toNext === null || nextPlace === null) return speech.say('board.yours', { place: speech.place(place) });
    const next = {
      place: speech.place(nextPlace),
      score: toNext,
      points: speech.points(toNext),
    };
    return speech.say(metric.includes('points') ? 'board.next' : 'board.gap', next);
  }

  #foot(view: BoardView, me: BoardMeView | null, scene: Scene) {
    const { member, speech } = scene;
    return html`<div class="row foot"><span class="quiet number">${this.#gap(view, me, scene)}</span>
      <span class="end">${
        member
          ? html`<button type="button" class="text" part="button" aria-expanded=${this.#open} @click=${() => {
              this.#turn();
            }}>${speech.say('board.settings')}</button>`
          : scene.kit.joinLink(this, speech)
      }</span></div>
      ${
        member && this.#open && this.#more
          ? this.#more.settingsForm(
              this.root,
              member,
              this.#saved,
              speech,
              (what) => this.ask(what),
              (saved) => {
                this.#saved = saved;
                this.requestUpdate();
              },
            )
          : nothing
      }`;
  }

  async #turn(): Promise<void> {
    this.#open = !this.#open;
    this.#saved = null;
    await this.#fetch();
    if (!this.#more) this.#open = false;
    this.requestUpdate();
  }

  /** Few boards want it, so that its code comes then. One that does not come is asked for again. */
  async #fetch(): Promise<void> {
    if (this.#more) return;
    this.#more = await import('./more.ts').catch(() => null);
    if (this.#more) this.requestUpdate();
  }

  #blank() {
    const { limit } = this.question();
    return html`<div class="row"><h2><span class="wait">Laurel leaf</span></h2></div>
      <ol>${Array.from(
        { length: limit },
        () =>
          html`<li><span></span><span class="avatar wait"></span><span><span class="wait">Laurel leaf</span></span><span></span><span class="wait">8,888</span></li>`,
      )}</ol>
      <div class="row foot"><span class="wait quiet">A name of a thing</span></div>`;
  }

  protected override wait(): TemplateResult {
    return html`<div class="card" part="card" .style=${`min-block-size:${this.size()}`} aria-busy="true">${this.#blank()}</div>`;
  }
}
