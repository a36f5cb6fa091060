import type { ProgramVersionView } from '@laurel/node';
import { type Html, html } from '../web/html.ts';
import type { Visit } from '../web/visit.ts';

/** The board that was asked for, with the others of the program beside it. */
export function boardPage({ words }: Visit, program: ProgramVersionView | null, board: string | null): Html {
  const { t, language } = words;
  const boards = program?.program.boards ?? [];
  const chosen = boards.find(({ id }) => id === board) ?? boards[0];
  const nameOf = ({ id, name }: (typeof boards)[number]) =>
    typeof name === 'string' ? name : (name?.[language] ?? id);
  return html`<div class="heading"><h1>${t.boardTitle}</h1><p class="quiet">${t.boardIntro}</p></div>
  <div class="column">${
    boards.length > 1 &&
    html`<nav class="tabs" aria-label="${t.boardTitle}">${boards.map(
      (each) =>
        html`<a href="/leaderboard/${each.id}"${each === chosen && html` aria-current="page"`}>${nameOf(each)}</a>`,
    )}</nav>`
  }<laurel-leaderboard${chosen && html` board="${chosen.id}"`} limit="10" join-url="/sign-in"></laurel-leaderboard>
  <laurel-community-goal join-url="/sign-in"></laurel-community-goal></div>`;
}
