import type { GoalView } from '@laurel/contract';
import { checkIcon } from '../../element/check-icon.ts';
import { callAt, stop, until } from '../../element/clock.ts';
import { count } from '../../element/count.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { giftText } from '../../element/gift.ts';
import { empty, panel } from '../../element/panel.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { State } from '../../store/state.ts';
import { styles } from './community-goal.css.ts';

/**
 * One bar that everybody fills together: how far it is, how many have taken part, what the member has added, what all of
 * them get when it is full, and until when.
 *
 * @summary A goal that all members reach together.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart goal - One goal.
 * @csspart bar - The bar that everybody fills.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - The button of the error face.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @attr {string} goal - The id of one goal; by default all of them.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelCommunityGoal extends LaurelElement {
  static override styles = styles;
  static override reads = ['goal', 'join-url'];
  static override part = 'goals' as const;

  /** Totals on their way from one value to the next, by goal, and what stops them. */
  #shown = new Map<string, number>();
  #stops = new Map<string, () => void>();
  #tick = () => this.requestUpdate();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    stop(this.#tick);
    for (const halt of this.#stops.values()) halt();
    this.#shown.clear();
  }

  protected override changed({ state, speech }: Scene, before: State): void {
    for (const { id, name, total, state: now } of this.#chosen(state)) {
      const was = before.goals?.find((each) => each.id === id);
      if (!was) continue;
      if (total !== was.total) this.#count(id, this.#shown.get(id) ?? was.total, total);
      if (now !== 'reached' || was.state === now) continue;
      this.ask({ kind: 'announce', about: `goal ${id}`, text: speech.say('goal.now', { name }) });
      this.ask({ kind: 'celebrate', id: `goal ${id}` });
    }
  }

  #count(id: string, from: number, to: number): void {
    this.#stops.get(id)?.();
    const show = (value: number) => {
      if (value === to) this.#shown.delete(id);
      else this.#shown.set(id, value);
      this.requestUpdate();
    };
    this.#stops.set(id, count(from, to, show));
  }

  #chosen({ goals }: State): GoalView[] {
    const wanted = this.getAttribute('goal');
    return (goals ?? []).filter(({ id }) => !wanted || id === wanted);
  }

  protected override draw(scene: Scene): TemplateResult {
    const { state, member, speech, kit } = scene;
    const goals = this.#chosen(state);
    const [only] = goals.length === 1 ? goals : [];
    const title = only?.name ?? speech.say('goal.title');
    const join = member ? nothing : kit.joinLink(this, speech);
    if (!state.goals) return this.wait();
    if (!goals.length) return panel(title, empty(speech.say('goal.empty')), join);
    return panel(
      title,
      goals.map((goal) => this.#goal(goal, scene, !only)),
      join,
    );
  }

  /** An amount of what counts: money, points, orders, or a number alone. */
  #amount({ score }: GoalView, n: number, { speech }: Scene): string {
    const of = 'sum' in score ? score.sum : score.count;
    if ('sum' in score && of === 'spend') return speech.money(n);
    if ('sum' in score && of === 'points.earned') return speech.points(n);
    return of === 'orders' ? speech.say('tier.orders', { n }) : speech.number(n);
  }

  #goal(goal: GoalView, scene: Scene, several: boolean) {
    const { speech, member } = scene;
    const { id, name, description, total, target, members, mine, least } = goal;
    const shown = this.#shown.get(id) ?? total;
    const share = Math.max(0, Math.min(100, Math.floor((100 * total) / target)));
    const gift = giftText(goal.grant, scene);
    const open = goal.state !== 'reached' && goal.state !== 'missed';
    // Money and orders may go below what a member must have added; then it is said how much that is.
    const asked = open && least !== null && least > 1 ? least : 0;
    const text = speech.say('challenges.steps', {
      value: this.#amount(goal, total, scene),
      target: this.#amount(goal, target, scene),
    });
    return html`<div class="goal" part="goal">
      ${several ? html`<h3><bdi>${name}</bdi></h3>` : nothing}
      ${description ? html`<p class="quiet"><bdi>${description}</bdi></p>` : nothing}
      <p class="total number" aria-hidden="true"><b>${this.#amount(goal, shown, scene)}</b> <span class="quiet">${speech.say('goal.target', { target: this.#amount(goal, target, scene) })}</span></p>
      <div class="bar" part="bar" role="progressbar" aria-label=${name} aria-valuenow=${share} aria-valuetext=${text}><i .style=${`inline-size:${share}%`}></i></div>
      <div class="row quiet number"><span>${speech.say('board.members', { n: members })}</span><span class="end">${this.#when(goal, scene)}</span></div>
      ${gift && goal.state !== 'missed' ? html`<p class="quiet">${asked ? speech.say('goal.least', { gift, least: this.#amount(goal, asked, scene) }) : speech.say(least === null ? 'goal.all' : 'goal.gift', { gift })}</p>` : nothing}
      ${member && mine !== null ? html`<p class="quiet number">${mine > 0 ? speech.say('goal.mine', { n: this.#amount(goal, mine, scene) }) : open ? speech.say('goal.first') : nothing}</p>` : nothing}
    </div>`;
  }

  /** Until when it runs, or what has become of it. */
  #when({ state: is, startsAt, endsAt, reachedAt }: GoalView, { speech, state }: Scene) {
    if (is === 'reached')
      return html`${checkIcon} ${speech.say('goal.reached', { date: speech.date(reachedAt ?? endsAt) })}`;
    if (is === 'missed') return speech.say('goal.missed');
    const now = Date.now() + state.skew;
    const soon = Date.parse(startsAt) > now;
    const left = Date.parse(soon ? startsAt : endsAt) - now;
    if (left <= 0) return speech.say('goal.held');
    const { text, lasts } = until(speech, left);
    callAt(this.#tick, Date.now() + lasts);
    return html`<time datetime=${soon ? startsAt : endsAt}>${speech.say(soon ? 'goal.begins' : 'board.ends', { when: text })}</time>`;
  }

  protected override size(): string {
    return '15em';
  }

  protected override wait(): TemplateResult {
    return html`<div class="card" part="card" aria-busy="true"><h2><span class="wait">Laurel leaf</span></h2>
      <div class="goal"><p class="total"><b class="wait">8,888</b></p><div class="bar"></div>
      <p class="quiet"><span class="wait">A name of a thing</span></p><p class="quiet"><span class="wait">A name of a thing</span></p></div></div>`;
  }
}
