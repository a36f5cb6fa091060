import type { ChallengeView } from '@laurel/contract';
import { checkIcon } from '../../element/check-icon.ts';
import { callAt, stop, until } from '../../element/clock.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { limitOf } from '../../element/panel.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { State } from '../../store/state.ts';
import { styles } from './challenges.css.ts';
import { progress } from './progress.ts';

/** Time left is told only when it matters: in the last week. */
const SOON = 7 * 86_400_000;

/**
 * Goals with their progress and rewards; what is done folds away into a count.
 *
 * @summary The challenges of the program and how far the member is.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @slot action-ID - The one action of the challenge with this id, e.g. a link "Write a review".
 * @csspart card - The box around everything.
 * @csspart challenge - One challenge.
 * @csspart bar - Its progress.
 * @csspart reward - What it brings.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - A button.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @attr {number} [limit=3] - How many open challenges are shown before "Show more".
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelChallenges extends LaurelElement {
  static override styles = styles;
  static override reads = ['limit', 'join-url'];

  #more = false;
  #finished = false;
  /** The challenge that is being taken up, and why that failed. */
  #taking: { id: string; why: string } | null = null;
  #tick = () => this.requestUpdate();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    stop(this.#tick);
  }

  protected override changed({ state, speech }: Scene, before: State): void {
    const open = new Set(before.member?.challenges.filter((each) => !each.completedAt).map(({ id }) => id));
    for (const { id, name, completedAt, times } of state.member?.challenges ?? []) {
      if (!completedAt || !times || !open.has(id)) continue;
      this.ask({ kind: 'announce', about: `challenge ${id}`, text: speech.say('challenges.complete', { name }) });
      this.ask({ kind: 'celebrate', id: `challenge ${id} ${completedAt}` });
    }
  }

  protected override draw(scene: Scene): TemplateResult {
    const { member, program, speech } = scene;
    const all = (member ?? program).challenges;
    const open = all.filter((each) => !each.completedAt);
    const done = all.filter((each) => each.completedAt);
    const limit = limitOf(this, 3);
    const shown = this.#more ? open : open.slice(0, limit);
    const rest = open.length - limit;
    return html`<section class="card" part="card" aria-label=${speech.say('challenges.title')}>
      <div class="row"><h2>${speech.say('challenges.title')}</h2>${
        member ? nothing : html`<span class="end quiet">${scene.kit.joinLink(this, speech)}</span>`
      }</div>
      ${
        shown.length
          ? html`<ul>${shown.map((each) => this.#goal(each, scene))}</ul>`
          : html`<p class="quiet empty">${speech.say(done.length ? 'challenges.alldone' : 'challenges.empty')}</p>`
      }
      ${
        rest > 0
          ? this.#fold(
              'more',
              this.#more,
              speech.say(this.#more ? 'challenges.less' : 'challenges.more', { n: rest }),
              () => {
                this.#more = !this.#more;
              },
            )
          : nothing
      }
      ${
        done.length
          ? html`${this.#fold('fold', this.#finished, speech.say('challenges.done', { n: done.length }), () => {
              this.#finished = !this.#finished;
            })}${this.#finished ? html`<ul class="done">${done.map((each) => this.#past(each, scene))}</ul>` : nothing}`
          : nothing
      }
    </section>`;
  }

  #fold(style: string, open: boolean, text: string, turn: () => void) {
    return html`<button type="button" class="text ${style}" part="button" aria-expanded=${open} @click=${() => {
      turn();
      this.requestUpdate();
    }}>${text}</button>`;
  }

  #reward({ grant }: ChallengeView, { speech }: Scene) {
    return html`<span class="reward number" part="reward">${
      grant.points ? html`+${speech.points(grant.points)}` : speech.say('challenges.badge')
    }</span>`;
  }

  #goal(challenge: ChallengeView, scene: Scene) {
    const { speech, state } = scene;
    const left = challenge.until ? Date.parse(challenge.until) - Date.now() - state.skew : Number.POSITIVE_INFINITY;
    const soon = left < SOON && left > 0 ? until(speech, left) : null;
    if (soon) callAt(this.#tick, Date.now() + soon.lasts);
    return html`<li class="goal" part="challenge">
      <h3 id="c-${challenge.id}" tabindex="-1"><bdi>${challenge.name}</bdi></h3>
      ${this.#reward(challenge, scene)}
      ${challenge.description ? html`<p class="quiet wide"><bdi>${challenge.description}</bdi></p>` : nothing}
      ${progress(challenge, speech, soon ? speech.say('challenges.until', { when: soon.text }) : '')}
      ${scene.member && challenge.join === 'open' ? this.#join(challenge, scene) : nothing}
      <slot name="action-${challenge.id}" class="wide"></slot>
    </li>`;
  }

  /** Only what happens after it was taken up counts. */
  #join({ id, name }: ChallengeView, { speech, kit }: Scene) {
    const own = this.#taking?.id === id ? this.#taking : null;
    const busy = own?.why === '';
    const text = speech.say(busy ? 'rewards.busy' : 'challenges.join');
    const set = (why: string | null) => {
      this.#taking = why === null ? null : { id, why };
      this.requestUpdate();
    };
    const take = () => {
      if (this.#taking?.why === '') return;
      set('');
      this.ask({
        kind: 'take',
        challenge: id,
        done: (failure) => {
          set(failure && kit.whyFailed(speech, failure, 'board.failed'));
          if (failure) return;
          this.ask({ kind: 'announce', about: `challenge ${id}`, text: speech.say('challenges.joined', { name }) });
          // The button is gone; the focus stays with what it was about.
          queueMicrotask(() => this.root.querySelector<HTMLElement>(`#${CSS.escape(`c-${id}`)}`)?.focus());
        },
      });
    };
    return html`<div class="row wide"><button type="button" part="button" aria-label="${text}: ${name}" aria-disabled=${busy} @click=${take}>${text}</button>${
      own?.why ? html`<p class="quiet" role="alert">${own.why}</p>` : nothing
    }</div>`;
  }

  #past(challenge: ChallengeView, scene: Scene) {
    return html`<li class="row" part="challenge">
      ${checkIcon}<bdi>${challenge.name}</bdi>
      <span class="quiet">${scene.speech.date(challenge.completedAt ?? '')}</span>
      <span class="end">${this.#reward(challenge, scene)}</span>
    </li>`;
  }

  protected override wait(): TemplateResult {
    const limit = limitOf(this, 3);
    return html`<div class="card" part="card" aria-busy="true">
      <h2><span class="wait">Laurel leaf</span></h2>
      <ul>${Array.from(
        { length: limit },
        () => html`<li class="goal"><h3><span class="wait">A name of a thing</span></h3>
          <span class="wait">8,888</span><div class="way wide"><div class="bar"></div></div></li>`,
      )}</ul>
    </div>`;
  }
}
