import type { BoardQuestion } from '../store/state.ts';

/** A whole number in an attribute; out of bounds it is brought in, and what is no number falls back. */
function whole(element: Element, name: string, fallback: number, least: number, most: number): number {
  const value = Number.parseInt(element.getAttribute(name) ?? '', 10);
  return Number.isNaN(value) ? fallback : Math.min(most, Math.max(least, value));
}

/** What a leaderboard's tag asks for. Read from the attributes, so that it is known before the tag's code is there. */
export function questionOf(element: Element): BoardQuestion {
  const question: BoardQuestion = {
    limit: whole(element, 'limit', 10, 1, 100),
    around: whole(element, 'around', 2, 0, 50),
  };
  for (const name of ['board', 'period', 'view'] as const) {
    const value = element.getAttribute(name);
    // A view that there is not is none to the server.
    if (value) question[name] = value as never;
  }
  return question;
}
