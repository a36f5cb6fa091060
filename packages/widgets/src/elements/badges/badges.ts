import type { BadgeView, BadgeWay } from '@laurel/contract';
import { css } from '../../element/css.ts';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { panelStyles } from '../../element/panel.css.ts';
import { empty, panel } from '../../element/panel.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { State } from '../../store/state.ts';

const styles =
  panelStyles +
  css`
  :host {
    --_size: 13.75em;
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(7.5em, 1fr));
    gap: calc(4 * var(--_s));
    padding-block-start: calc(4 * var(--_s));
  }
  @container (max-width: 22em) {
    ul {
      grid-template-columns: repeat(auto-fill, minmax(4.5em, 1fr));
      column-gap: calc(2 * var(--_s));
    }
  }
  li {
    display: flex;
    flex-direction: column;
    gap: 0;
    min-block-size: 9em;
    padding: 0;
    border: 0 !important;
    text-align: center;
  }
  .medal {
    inline-size: 4em;
    block-size: 4em;
    margin-block-end: calc(2 * var(--_s));
    border-radius: 50%;
    color: var(--_accent);
    fill: var(--_tint);
  }
  .open .medal {
    color: color-mix(in oklab, var(--_text) 45%, var(--_surface));
    fill: none;
    stroke-dasharray: 2 2.5;
  }
  .medal path {
    fill: none;
    stroke-dasharray: none;
  }
`;

const STARS = [
  'M20 12l2.4 5.2 5.6.6-4.2 3.8 1.2 5.6L20 24.4l-5 2.8 1.2-5.6-4.2-3.8 5.6-.6z',
  'M13 26Q23 22 26 12M16 24q-4-2-3-5.5 4 1.5 3 5.5Zm4-3q-3.5-3-2-6.5 3.5 2 2 6.5Z',
  'M12.5 20.5l5 5 10-11',
  'M20 27c-8-5-8-8.5-8-10.5a4 4 0 0 1 8-1 4 4 0 0 1 8 1c0 2 0 5.5-8 10.5Z',
];

/** A medal with a mark of its own, chosen by the badge's id, so that it is the same wherever it is seen. */
function medal(id: string) {
  let hash = 0;
  for (let at = 0; at < id.length; at++) hash = (hash * 31 + id.charCodeAt(at)) >>> 0;
  return html`<svg class="medal" viewBox="0 0 40 40" aria-hidden="true"><circle cx="20" cy="20" r="18" /><path d=${STARS[hash % STARS.length] ?? ''} /></svg>`;
}

/**
 * What the member has done, as marks to look at: those they have first, then those that are still open.
 *
 * @summary The member's badges, and those still to be had.
 * @slot join - For guests: the shop's own link or button to sign in or join.
 * @csspart card - The box around everything.
 * @csspart offline - The mark that the values are the last known.
 * @csspart button - A button.
 * @cssproperty [--laurel-accent=#2e6b4a] - The one accent colour.
 * @cssproperty [--laurel-surface=#fff] - The colour of the box.
 * @cssproperty [--laurel-text=#1f1d1a] - The colour of the text.
 * @cssproperty [--laurel-radius=14px] - The radius of the box; controls follow.
 * @csspart badge - One badge.
 * @attr {string} join-url - For guests: where to sign in or join.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelBadges extends LaurelElement {
  static override styles = styles;
  static override reads = ['join-url'];

  protected override changed({ state, speech }: Scene, before: State): void {
    const had = new Set(before.member?.badges.map(({ id }) => id));
    for (const { id, name } of before.member ? (state.member?.badges ?? []) : []) {
      if (!had.has(id)) this.ask({ kind: 'announce', about: `badge ${id}`, text: speech.say('badges.now', { name }) });
    }
  }

  protected override draw(scene: Scene): TemplateResult {
    const { member, program, speech, kit } = scene;
    const mine = member?.badges ?? [];
    const had = new Set(mine.map(({ id }) => id));
    const open = program.badges.filter(({ id }) => !had.has(id));
    const total = mine.length + open.length;
    const one = (
      {
        id,
        name,
        description,
        rarity,
        how,
      }: Pick<BadgeView, 'id' | 'name' | 'description' | 'rarity'> & { how?: BadgeWay[] },
      at?: string,
    ) =>
      html`<li part="badge" class=${at ? '' : 'open'}>${medal(id)}<b><bdi>${name}</bdi></b>
        <p class="quiet"><bdi>${at ? speech.date(at) : (description ?? how?.[0]?.name ?? nothing)}</bdi></p>${rarity === null ? nothing : html`<p class="quiet">${speech.say('badges.rarity', { percent: speech.percent(rarity, 1) })}</p>`}${at ? nothing : html`<span class="hidden">${speech.say('badges.open')}</span>`}</li>`;
    return panel(
      speech.say('badges.title'),
      total
        ? html`<ul>${mine.map((badge) => one(badge, badge.at))}${open.map((badge) => one(badge))}</ul>`
        : empty(speech.say('badges.empty')),
      member
        ? total
          ? html`<span class="number">${speech.say('challenges.steps', { value: mine.length, target: total })}</span>`
          : nothing
        : kit.joinLink(this, speech),
    );
  }

  protected override wait(): TemplateResult {
    return html`<div class="card" part="card" aria-busy="true"><h2><span class="wait">Laurel leaf</span></h2>
      <ul>${[1, 2, 3].map(() => html`<li><span class="medal wait"></span><span class="wait">Laurel leaf</span></li>`)}</ul></div>`;
  }
}
