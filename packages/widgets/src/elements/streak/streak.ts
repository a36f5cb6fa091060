import type { ProgramView, StreakView } from '@laurel/contract';
import { checkIcon } from '../../element/check-icon.ts';
import { callAt, stop, until } from '../../element/clock.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { giftText } from '../../element/gift.ts';
import { empty, invite, panel } from '../../element/panel.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { State } from '../../store/state.ts';
import { pauseUntil } from './pause.ts';
import { styles } from './streak.css.ts';

interface Pausing {
  id: string;
  state: 'ask' | 'busy' | 'failed';
}

/** Sentences by how often one must act. */
const WORDS = {
  day: { many: 'streak.day', kept: 'streak.kept.day', pause: 'streak.pause.day' },
  week: { many: 'streak.week', kept: 'streak.kept.week', pause: 'streak.pause.week' },
  month: { many: 'streak.month', kept: 'streak.kept.month', pause: 'streak.pause.month' },
} as const;

const freezeIcon = html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M10 2v16M3.1 6l13.8 8M16.9 6 3.1 14M8 3.5l2 2 2-2m-4 13 2-2 2 2" /></svg>`;

/**
 * Goals kept up day after day (or week, or month): how long now and at best, until when one must act so that nothing
 * is lost, the freezes that are left, and a pause where the program lets one have it.
 *
 * @summary The member's streaks.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @slot action-ID - The one action of the streak with this id, e.g. a link to the shop.
 * @csspart card - The box around everything.
 * @csspart streak - One streak.
 * @csspart bar - The bar towards the next milestone.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - A button.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @attr {string} streak - The id of one streak; by default all of them.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelStreak extends LaurelElement {
  static override styles = styles;
  static override reads = ['streak', 'join-url'];

  /** The streak whose pause is being chosen, and how that goes. */
  #pausing: Pausing | null = null;
  #tick = () => this.requestUpdate();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    stop(this.#tick);
  }

  protected override changed({ state, speech }: Scene, before: State): void {
    for (const { id, per, current, milestones } of state.member?.streaks ?? []) {
      const was = before.member?.streaks.find((each) => each.id === id);
      // Also where a return took some of it back.
      if (!was || current === was.current) continue;
      const text = speech.say('amount', { n: current, unit: speech.say(WORDS[per].many, { n: current }) });
      this.ask({ kind: 'announce', about: `streak ${id}`, text });
      if (milestones.some(({ at }) => at > was.current && at <= current))
        this.ask({ kind: 'celebrate', id: `streak ${id} ${current}` });
    }
  }

  protected override draw(scene: Scene): TemplateResult {
    const { member, program, speech, kit } = scene;
    const wanted = this.getAttribute('streak');
    const chosen = <S extends { id: string }>(all: S[]) => all.filter(({ id }) => !wanted || id === wanted);
    const mine = chosen(member?.streaks ?? []);
    const offered = chosen(program.streaks);
    const title =
      offered.length === 1 ? (offered[0] as ProgramView['streaks'][number]).name : speech.say('streak.title');
    if (!offered.length)
      return panel(title, empty(speech.say('streak.empty')), member ? nothing : kit.joinLink(this, speech));
    if (!member) return panel(title, invite(this, scene, speech.say('streak.guest')));
    return panel(
      title,
      mine.map((streak) => this.#streak(streak, scene, mine.length > 1)),
      mine.length === 1 && mine[0] ? this.#best(mine[0], scene) : nothing,
    );
  }

  #best({ best }: StreakView, { speech }: Scene) {
    return best ? html`<span class="number">${speech.say('streak.best', { n: best })}</span>` : nothing;
  }

  #streak(streak: StreakView, scene: Scene, several: boolean) {
    const { speech } = scene;
    const { id, name, description, per, current, freezes, frozen, milestones, next } = streak;
    const gift = next && giftText(milestones.find(({ at }) => at === next.at)?.grant ?? null, scene);
    const share = next ? Math.round((100 * current) / next.at) : 0;
    return html`<div class="streak" part="streak">
      ${several ? html`<div class="row"><h3><bdi>${name}</bdi></h3><span class="end quiet">${this.#best(streak, scene)}</span></div>` : nothing}
      <p class="now"><b class="number">${speech.number(current)}</b> <span>${speech.say(WORDS[per].many, { n: current })}</span></p>
      ${description ? html`<p class="quiet"><bdi>${description}</bdi></p>` : nothing}
      ${
        next && gift
          ? html`<div><div class="bar" part="bar" role="progressbar" aria-label=${gift} aria-valuenow=${share}><i .style=${`inline-size:${share}%`}></i></div>
            <p class="quiet number">${speech.say('streak.next', { n: next.missing, gift })}</p></div>`
          : nothing
      }
      <div class="row quiet number">${this.#due(streak, scene)}
        ${freezes || frozen ? html`<span>${freezeIcon} ${speech.say('streak.freezes', { n: freezes })}</span>` : nothing}
        ${frozen ? html`<span>${speech.say('streak.frozen', { n: frozen })}</span>` : nothing}
        ${this.#pause(streak, scene)}</div>
      <slot name="action-${id}"></slot>
    </div>`;
  }

  /** Until when one must act, or that there is nothing to do now. */
  #due({ per, current, keptNow, actBy, pausedUntil }: StreakView, { speech, state }: Scene) {
    if (pausedUntil) return html`<span>${speech.say('streak.paused', { date: speech.date(pausedUntil) })}</span>`;
    if (keptNow) return html`<span class="kept">${checkIcon} ${speech.say(WORDS[per].kept)}</span>`;
    const left = actBy ? Date.parse(actBy) - Date.now() - state.skew : 0;
    if (!current || !actBy || left <= 0) return html`<span>${speech.say('streak.begin')}</span>`;
    const { text, lasts } = until(speech, left);
    callAt(this.#tick, Date.now() + lasts);
    return html`<time datetime=${actBy}>${speech.say('streak.act', { when: text })}</time>`;
  }

  #pause({ id, per, current, pausedUntil, pauseMost }: StreakView, { speech, state }: Scene) {
    if (!pauseMost) return nothing;
    const is = this.#pausing?.id === id ? this.#pausing.state : null;
    const failed = is === 'failed' ? html`<span role="alert">${speech.say('board.failed')}</span>` : nothing;
    if (pausedUntil) {
      return html`<button type="button" class="text end" part="button" aria-disabled=${is === 'busy'} @click=${() => this.#send(id, undefined)}>${speech.say('streak.on')}</button>${failed}`;
    }
    if (!current) return nothing;
    if (!is) {
      return html`<button type="button" class="text end" part="button" aria-expanded="false" @click=${() => this.#set({ id, state: 'ask' }, 'input')}>${speech.say('streak.pause')}</button>`;
    }
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const n = Number(new FormData(event.currentTarget as HTMLFormElement).get('n'));
      this.#send(id, pauseUntil(per, n, Date.now() + state.skew));
    };
    return html`<form class="row" @submit=${submit}><label>${speech.say(WORDS[per].pause)}<input type="number" class="input" name="n" min="1" max=${pauseMost} value="1" required></label>
      <button class="main" part="button" aria-disabled=${is === 'busy'}>${speech.say('streak.pause')}</button>
      <button type="button" part="button" @click=${() => this.#set(null, 'button')}>${speech.say('rewards.no')}</button>${failed}</form>`;
  }

  /** What was pressed is gone with the change; the focus goes on to what came in its place. */
  #set(pausing: Pausing | null, focus?: string): void {
    this.#pausing = pausing;
    this.requestUpdate();
    if (focus) queueMicrotask(() => this.root.querySelector<HTMLElement>(focus)?.focus());
  }

  #send(id: string, end: string | undefined): void {
    if (this.#pausing?.state === 'busy') return;
    this.#set({ id, state: 'busy' });
    this.ask({
      kind: 'pause',
      streak: id,
      until: end,
      done: (failure) => this.#set(failure ? { id, state: 'failed' } : null, failure ? undefined : 'button'),
    });
  }

  protected override size(): string {
    return '14.5em';
  }

  protected override wait(): TemplateResult {
    return html`<div class="card" part="card" aria-busy="true"><h2><span class="wait">Laurel leaf</span></h2>
      <div class="streak"><p class="now"><b class="wait">8,888</b> <span class="wait">Laurel leaf</span></p>
      <p class="quiet"><span class="wait">A name of a thing</span></p></div></div>`;
  }
}
