import type { ProgramView } from '@laurel/contract';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { panelStyles } from '../../element/panel.css.ts';
import { empty, limitOf, panel, waiting } from '../../element/panel.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { Key } from '../../words/messages.ts';
import type { Speech } from '../../words/speech.ts';
import { stepOf } from '../../words/steps.ts';

type Rule = ProgramView['rules'][number];

/** A pencil, a bag, a star, a door; everything else is a sprig. */
const ICONS: Record<string, string> = {
  order: 'M4.5 7h11l1 10h-13zM7 9V6a3 3 0 0 1 6 0v3',
  review: 'M3.5 16.5l1-4L13 4l3 3-8.5 8.5z',
  store: 'M4 17V8.5l6-5 6 5V17zM8 17v-5h4v5',
};

/** How often a rule gives, by its window. */
const LIMITS: Record<string, Key> = {
  order: 'earn.limit.order',
  day: 'earn.limit.day',
  week: 'earn.limit.week',
  month: 'earn.limit.month',
  year: 'earn.limit.year',
  ever: 'earn.limit.ever',
};

/**
 * The ways to earn, as the program's rules say them, and what a recommendation brings.
 *
 * @summary What a shopper earns points with.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @slot action-ID - The one action of the rule with this id, e.g. a link "Write a review".
 * @csspart card - The box around everything.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - A button.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @csspart rule - One way to earn.
 * @attr {number} [limit=5] - How many ways are shown before "Show more".
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelEarn extends LaurelElement {
  static override styles = panelStyles;
  static override reads = ['limit', 'join-url'];

  #all = false;

  protected override draw(scene: Scene): TemplateResult {
    const { member, program, speech, kit } = scene;
    const { referral } = program;
    const rows = program.rules.map((rule) => this.#rule(rule, scene));
    if (referral) {
      const note = referral.minimum ? speech.say('referral.minimum', { money: speech.money(referral.minimum) }) : '';
      rows.push(
        this.#row(
          kit,
          'referral',
          speech.say('referral.title'),
          note,
          `+${speech.points(referral.advocate.points)}`,
          '',
        ),
      );
    }
    const limit = this.#all ? rows.length : limitOf(this, 5);
    const more = rows.length - limit;
    return panel(
      speech.say('earn.title'),
      [
        rows.length ? html`<ul>${rows.slice(0, limit)}</ul>` : empty(speech.say('earn.empty')),
        more > 0
          ? html`<button type="button" class="text more" part="button" @click=${() => {
              this.#all = true;
              this.requestUpdate();
            }}>${speech.say('rewards.more', { n: more })}</button>`
          : nothing,
      ],
      member ? nothing : kit.joinLink(this, speech),
    );
  }

  #rule(rule: Rule, { speech, program, kit }: Scene) {
    const { id, on, name, times, window, each } = rule;
    const step = stepOf(on);
    // The shop's own kind of event is English, if it is anything, and no sentence.
    const own = speech.language.startsWith('en') && on.charAt(0).toUpperCase() + on.slice(1).replace(/[._]/g, ' ');
    const title = name ?? (step ? speech.say(step) : own || speech.say('step.any'));
    const is = LIMITS[window ?? ''];
    const limit = times && is ? speech.say(is, { n: times }) : '';
    // What else each is, only the shop can say.
    const note = each && limit ? (/sku|product/i.test(each) ? speech.say('earn.each', { limit }) : '') : limit;
    return this.#row(kit, id, title, note, amountOf(rule, program, speech), on.split('.')[0] ?? '');
  }

  #row(kit: Scene['kit'], id: string, title: string, note: string, amount: string, kind: string) {
    const path = ICONS[kind];
    return html`<li part="rule">
      <span class="icon">${path ? html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d=${path} /></svg>` : kit.sprigIcon}</span>
      <div><b><bdi>${title}</bdi></b>${note ? html`<p class="quiet number">${note}</p>` : nothing}<slot name="action-${id}"></slot></div>
      <span class="end strong gain number">${amount}</span>
    </li>`;
  }

  protected override wait(): TemplateResult {
    return waiting(2);
  }
}

/** What a rule gives, as short as it can be said. */
function amountOf({ points, per, other, on }: Rule, { counters }: ProgramView, speech: Speech): string {
  if (points !== null)
    return per
      ? speech.say('earn.rate', { points: speech.points(points), money: speech.money(per) })
      : `+${speech.points(points)}`;
  const { n, items, percent, counter } = other ?? {};
  if (percent) return speech.percent(percent / 100, 2);
  if (!n) return on === 'order.paid' ? speech.unit(3) : '';
  const unit = counters.find(({ id }) => id === counter)?.name;
  const amount = unit ? speech.say('amount', { n, unit }) : speech.points(n);
  return items ? speech.say('earn.items', { points: amount, n: items }) : `+${amount}`;
}
