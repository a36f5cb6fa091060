import type { BoardMeView, BoardRow } from '@laurel/contract';
import type { BoardQuestion } from '../../store/state.ts';

/**
 * The rows to show: the top, or the top, a gap (null) and those around me. Never more than asked for, so that the
 * board keeps its size whoever looks at it.
 */
export function pageOf(top: BoardRow[], me: BoardMeView | null, { limit }: BoardQuestion): (BoardRow | null)[] {
  const shown = top.slice(0, limit);
  const own = me?.me;
  if (!own || shown.some(({ id }) => id === own.id)) return shown;
  const at = me.rows.findIndex(({ id }) => id === own.id);
  if (at < 0) return shown;
  const above = new Set(top.map(({ id }) => id));
  // Of those around, as many as leave room for the first, and mine among them.
  const room = Math.max(1, limit - 2);
  const from = Math.max(0, Math.min(at - Math.floor(room / 2), me.rows.length - room));
  const near = me.rows.slice(from, from + room).filter(({ id }) => !above.has(id));
  const head = shown.slice(0, Math.max(0, limit - near.length - 1));
  const next = (head.at(-1)?.place ?? 0) + 1 >= (near[0]?.place ?? 0);
  if (next) return [...shown.slice(0, Math.max(0, limit - near.length)), ...near];
  return limit > near.length ? [...head, null, ...near] : near;
}
