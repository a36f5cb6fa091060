import type { MemberView, ProgramView } from '@laurel/contract';
import { checkIcon } from '../../element/check-icon.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { empty, panel, waiting } from '../../element/panel.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { State } from '../../store/state.ts';
import { styles } from './tier.css.ts';

type Level = ProgramView['tiers'][number];

/**
 * The member's level, what it brings, how far it is to the next one, and all levels as a ladder.
 *
 * @summary The member's VIP level and the way to the next.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart name - The name of the level.
 * @csspart bar - The bar towards the next level.
 * @csspart level - One level of the ladder.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - The button of the error face.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelTier extends LaurelElement {
  static override styles = styles;
  static override reads = ['join-url'];

  protected override changed(scene: Scene, before: State): void {
    const { state, speech } = scene;
    const [tier, was] = [state.member?.tier, before.member?.tier];
    if (!tier?.name || !was) return;
    // Whoever is about to lose it is told once.
    const { keep } = tier;
    if ((keep?.warned && !was.keep?.warned) || (keep?.grace && !was.keep?.grace))
      this.ask({ kind: 'announce', about: 'tier', text: this.#keep(scene, tier) });
    if (tier.id === was.id) return;
    this.ask({ kind: 'announce', about: 'tier', text: speech.say('tier.now', { tier: tier.name }) });
    if (tier.times >= was.times) this.ask({ kind: 'celebrate', id: `tier ${tier.id} ${tier.since}` });
  }

  protected override draw(scene: Scene): TemplateResult {
    const { member, program, speech, kit } = scene;
    const title = speech.say('tier.title');
    if (!program.tiers.length) return panel(title, empty(speech.say('tier.empty')));
    const until = member?.tier.until;
    return panel(
      title,
      [
        member ? this.#own(scene, member) : html`<p class="quiet">${speech.say('tier.guest')}</p>`,
        this.#ladder(scene, member),
      ],
      until ? speech.say('tier.until', { date: speech.date(until) }) : member ? nothing : kit.joinLink(this, speech),
    );
  }

  /** So much of what a level asks for: points, money, orders, friends, or another number of the program. */
  #amount(
    { of, counter, n }: { of: Level['of']; counter: string | null; n: number },
    { speech, program }: Scene,
  ): string {
    if (of === 'points') return speech.points(n);
    if (of === 'spend') return speech.money(n);
    if (of === 'orders' || of === 'referrals')
      return speech.say(of === 'orders' ? 'tier.orders' : 'tier.referrals', { n });
    const unit = program.counters.find(({ id }) => id === counter)?.name;
    return unit ? speech.say('amount', { n, unit }) : '';
  }

  /** What is missing to keep the level, or that it is kept for some days more although it was missed; '' where nothing is. */
  #keep(scene: Scene, { id, keep }: MemberView['tier']): string {
    const { speech, program } = scene;
    const level = program.tiers.find((each) => each.id === id);
    if (!keep?.missing || !level) return '';
    const points = this.#amount({ ...level, n: keep.missing }, scene);
    return speech.say(keep.grace ? 'tier.grace' : 'tier.keep', { points, date: speech.date(keep.by) });
  }

  #own(scene: Scene, { tier }: MemberView): unknown {
    const { speech } = scene;
    const { next, keep } = tier;
    const share = next?.points ? Math.round(100 - (100 * next.missing) / next.points) : 0;
    return html`<p class="name" part="name"><bdi>${tier.name ?? speech.say('tier.none')}</bdi></p>
      ${
        next
          ? html`<div><div class="bar" part="bar" role="progressbar" aria-label=${speech.say('tier.progress', { tier: next.name })} aria-valuenow=${share}><i .style=${`inline-size:${share}%`}></i></div>
            <p class="quiet number">${speech.parts('tier.next', { points: this.#amount({ ...next, n: next.missing }, scene), tier: html`<bdi>${next.name}</bdi>` })}</p></div>`
          : html`<p class="quiet">${speech.say('tier.top')}</p>`
      }
      ${keep ? html`<p class=${keep.grace || keep.warned ? 'number' : 'quiet number'}>${this.#keep(scene, tier)}</p>` : nothing}
      ${tier.perks.length ? html`<ul class="perks" aria-label=${speech.say('tier.perks')}>${tier.perks.map((perk) => html`<li>${checkIcon}<div><bdi>${perk}</bdi></div></li>`)}</ul>` : nothing}`;
  }

  #ladder(scene: Scene, member: MemberView | null): unknown {
    const { program, speech } = scene;
    const at = program.tiers.findIndex(({ id }) => id === member?.tier.id);
    const level = ({ name, of, counter, points }: Level, index: number) =>
      html`<li part="level" class="${index <= at ? 'on' : ''} ${index === at ? 'now' : ''}" aria-current=${index === at ? 'true' : nothing}>
        <b><bdi>${name}</bdi></b><p class="quiet number">${of ? speech.say('tier.from', { points: this.#amount({ of, counter, n: points }, scene) }) : speech.say('tier.given')}</p></li>`;
    return html`<ol class="ladder" role="list" aria-label=${speech.say('tier.levels')}>${program.tiers.map(level)}</ol>`;
  }

  protected override size(): string {
    return '17.5em';
  }

  protected override wait(): TemplateResult {
    return waiting(2);
  }
}
