import { checkIcon } from '../../element/check-icon.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { Failure } from '../../store/state.ts';
import { type Question, questionsOf } from './questions.ts';
import { styles } from './survey.css.ts';

/**
 * A few questions that are answered by choosing, and what the answers earn. The questions are its own children, so that the shop's
 * template writes them, in the page's language. What is answered becomes the event `survey.answered`, once for each member and name.
 * There is no free text, since the log holds nothing personal.
 *
 * @summary A short survey that earns.
 * @slot - The questions: `<p data-question="rating" data-scale="5">How was it?</p>`, or `data-choices="Red|Blue"` instead of the scale.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart question - One question.
 * @csspart button - The button.
 * @csspart offline - The mark that the values are the last known.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @attr {string} name - What the survey is called in the shop's reports. With another name it may be answered again.
 * @attr {string} label - Its title.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 * @fires {CustomEvent<{ survey: string, points: number }>} laurel-survey - It was answered.
 */
export class LaurelSurvey extends LaurelElement {
  static override styles = styles;
  static override reads = ['name', 'label', 'join-url'];

  #answers = new Map<string, string>();
  #step: 'open' | 'busy' | 'done' = 'open';
  #missing = false;
  #points = 0;
  #failure: Failure | null = null;
  #whose: string | undefined;

  protected override draw({ state, program, speech, kit }: Scene): unknown {
    const questions = questionsOf(this);
    const { member } = state;
    if (member?.externalId !== this.#whose) {
      this.#whose = member?.externalId;
      this.#step = 'open';
      this.#answers.clear();
    }
    if (!questions.length) return nothing;
    const title = this.getAttribute('label') ?? speech.say('survey.title');
    if (this.#step === 'done') {
      return html`<section class="card" part="card"><p class="row done">${checkIcon}<b>${
        this.#points > 0
          ? speech.say('survey.earned', { points: speech.points(this.#points) })
          : speech.say('survey.thanks')
      }</b></p></section>`;
    }
    const points = program.rules.find(({ on }) => on === 'survey.answered')?.points;
    const head = html`<div class="row"><h2>${title}</h2>${points ? html`<b class="end number">+${speech.points(points)}</b>` : nothing}</div>`;
    if (member?.status !== 'joined') {
      return html`<section class="card" part="card">${head}<p class="quiet">${speech.say('survey.guest')}</p><p>${kit.joinLink(this, speech)}</p></section>`;
    }
    const trouble = this.#failure
      ? kit.whyFailed(speech, this.#failure, 'survey.failed')
      : this.#missing
        ? speech.say('survey.missing')
        : '';
    return html`<form class="card" part="card" novalidate aria-label=${title} @submit=${(event: Event) => this.#send(event, questions)}>
      ${head}${questions.map((question) => this.#question(question))}
      <div class="row"><button class="main" part="button" aria-disabled=${this.#step === 'busy'}>${speech.say('survey.send')}</button>
        <p class="trouble" role="alert">${trouble}</p></div>
    </form>`;
  }

  #question({ id, text, options, scale }: Question): TemplateResult {
    const choose = (value: string) => {
      this.#answers.set(id, value);
      this.requestUpdate();
    };
    return html`<fieldset part="question"><legend><bdi>${text}</bdi></legend><div class=${scale ? 'options scale' : 'options'}>${options.map(
      (option) =>
        html`<label><input type="radio" name=${`q-${id}`} .checked=${this.#answers.get(id) === option} @change=${() => choose(option)}><bdi>${option}</bdi></label>`,
    )}</div></fieldset>`;
  }

  #send(event: Event, questions: Question[]): void {
    event.preventDefault();
    if (this.#step === 'busy') return;
    const open = questions.find(({ id }) => !this.#answers.has(id));
    this.#missing = Boolean(open);
    this.#failure = null;
    this.requestUpdate();
    if (open) {
      this.root.querySelector<HTMLElement>(`[name="q-${CSS.escape(open.id)}"]`)?.focus();
      return;
    }
    const survey = this.getAttribute('name') || 'survey';
    const answers = Object.fromEntries(
      questions.map(({ id, scale }) => [id, scale ? Number(this.#answers.get(id)) : this.#answers.get(id)]),
    );
    const score = questions.find(({ scale }) => scale);
    const data = { survey, ...(score ? { score: answers[score.id] } : {}), answers };
    this.#step = 'busy';
    this.ask({
      kind: 'track',
      input: { key: `survey:${encodeURIComponent(survey)}`.slice(0, 100), type: 'survey.answered', data },
      done: (failure, report) => {
        // An answer of this name stands already; a person has one.
        const settled = !failure || failure.code === 'idempotency_conflict';
        this.#step = settled ? 'done' : 'open';
        this.#failure = settled ? null : failure;
        this.#points = report?.points ?? 0;
        this.requestUpdate();
        if (!report) return;
        const detail = { survey, points: report.points };
        this.dispatchEvent(new CustomEvent('laurel-survey', { bubbles: true, composed: true, detail }));
        if (this.speech) this.ask({ kind: 'announce', about: 'survey', text: this.speech.say('survey.thanks') });
      },
    });
  }

  protected override wait(): TemplateResult {
    return html`<div class="card" part="card" aria-busy="true"><div class="row"><h2><span class="wait">A name of a thing</span></h2></div>
      ${questionsOf(this).map(
        ({ text }) =>
          html`<div class="ask"><p><span class="wait">${text}</span></p><div class="options"><span class="wait pill"></span><span class="wait pill"></span><span class="wait pill"></span></div></div>`,
      )}
      <span class="wait send"></span></div>`;
  }
}
