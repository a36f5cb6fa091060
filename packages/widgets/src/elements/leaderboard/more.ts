import type { BoardMeView, BoardView, ProgramView } from '@laurel/contract';
import type { Scene } from '../../element/element.ts';
import { html, nothing } from '../../element/template.ts';
import type { BoardQuestion } from '../../store/state.ts';
import type { Speech } from '../../words/speech.ts';

export { settingsForm } from './settings.ts';
export { travel } from './travel.ts';

const DAY = 86_400_000;

/** The id of the period before the one that is shown, by the form of its id; null where there is none, or not of one length. */
export function periodBefore({ period: { id, startsAt } }: BoardView, timeZone: string): string | null {
  if (!startsAt) return null;
  const last = new Date(Date.parse(startsAt) - 1).toLocaleDateString('en-CA', { timeZone });
  if (/^\d{4}-\d\d-\d\d$/.test(id)) return last;
  if (/^\d{4}-\d\d$/.test(id)) return last.slice(0, 7);
  if (/^\d{4}$/.test(id)) return last.slice(0, 4);
  if (!/^\d{4}-W\d\d$/.test(id)) return null;
  // A week belongs to the year of its Thursday (ISO 8601); its last day is the Sunday three days after.
  const thursday = Date.parse(last) - 3 * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY));
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** Buttons for the program's boards, and for the period that runs and the one before. */
export function tabs(
  view: BoardView,
  boards: ProgramView['boards'],
  chosen: Partial<BoardQuestion>,
  { program, speech }: Scene,
  choose: (chosen: Partial<BoardQuestion>) => void,
) {
  const last = chosen.period ?? periodBefore(view, program.timeZone);
  const tab = (text: string, pressed: boolean, to: Partial<BoardQuestion>) =>
    html`<button type="button" part="tab" class=${pressed ? 'main' : ''} aria-pressed=${pressed} @click=${() => choose(to)}><bdi>${text}</bdi></button>`;
  const { board = view.board } = chosen;
  const of = chosen.board ? { board } : {};
  return [
    boards.length > 1
      ? html`<div class="row" role="group" aria-label=${speech.say('hub.board')}>${boards.map(({ id, name }) => tab(name, id === board, { board: id }))}</div>`
      : nothing,
    last
      ? html`<div class="row end" role="group" aria-label=${speech.say('board.period')}>${tab(speech.say('board.current'), !chosen.period, of)}${tab(speech.say('board.before'), !!chosen.period, { ...of, period: last })}</div>`
      : nothing,
  ];
}

/** The level of a league and who leaves it at the period's end; how far a new board is counted. */
export function league({ list: { name, level }, filling }: BoardView, speech: Speech) {
  const share = filling?.of ? filling.done / filling.of : 0;
  const said = level && [
    speech.say('board.level', {
      n: level.n,
      of: level.of,
      name: name ?? level.id,
    }),
    level.up ? speech.say('board.rise', { n: level.up }) : '',
    level.down ? speech.say('board.fall', { n: level.down }) : '',
  ];
  return html`${said ? html`<p class="quiet number">${said.filter(Boolean).join(' · ')}</p>` : nothing}
    ${
      filling
        ? html`<div><p class="quiet number">${speech.say('board.filling', { percent: speech.percent(share) })}</p>
          <div class="bar" role="progressbar" aria-label=${speech.say('hub.board')} aria-valuenow=${Math.round(100 * share)}><i .style=${`inline-size:${100 * share}%`}></i></div></div>`
        : nothing
    }`;
}

/** How far it is to the next better prize. */
export function prize({ metric }: BoardView, me: BoardMeView | null, speech: Speech) {
  const next = me?.me?.toPrize;
  if (!next || next.missing === null) return nothing;
  const { missing, place, points } = next;
  return html`<p class="quiet number">${speech.say('board.toprize', {
    missing: metric.includes('points') ? speech.points(missing) : speech.number(missing),
    place: speech.place(place),
    prize: speech.points(points),
  })}</p>`;
}
