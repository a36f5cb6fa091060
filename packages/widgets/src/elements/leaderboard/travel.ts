/** Where a row stands, how many rows further down it came from, and its way there. */
interface Place {
  index: number;
  from: number;
  way: Animation | undefined;
}

/** How a board was last drawn, by the keys of its rows. */
const boards = new WeakMap<ShadowRoot, Map<string, Place>>();

/** Longer lists scroll, and one's own row stays in sight of itself. */
const LONG = 14;

/**
 * Rows travel from where they were seen to where they stand now, also in the middle of their way; new ones fade in. Whoever asked for calm
 * gets the same change at once. Rows are of one height, so that nothing has to be measured: that would have the page laid out twice.
 */
export function travel(root: ShadowRoot): void {
  const before = boards.get(root);
  const now = new Map<string, Place>();
  boards.set(root, now);
  const rows = root.querySelectorAll('ol li');
  const calm = !before?.size || matchMedia('(prefers-reduced-motion: reduce)').matches;
  rows.forEach((row, index) => {
    const id = row.getAttribute('data-id');
    if (!id) return;
    const was = before?.get(id);
    if (was?.index === index) {
      now.set(id, was);
      return;
    }
    // What is left of a way that was not gone to its end.
    const left = was ? was.from * (1 - (was.way?.effect?.getComputedTiming().progress ?? 1)) : 0;
    const from = was ? was.index - index + left : 0;
    const still = calm || (row.className === 'me' && rows.length > LONG);
    const frames = was ? { transform: [`translateY(calc(${from} * var(--_row)))`, 'none'] } : { opacity: [0, 1] };
    const way = still
      ? undefined
      : row.animate(frames, { duration: was ? 480 : 240, easing: 'cubic-bezier(.2,.7,.2,1)' });
    now.set(id, { index, from, way });
  });
  before?.forEach((was, id) => {
    if (now.get(id) !== was) was.way?.cancel();
  });
}
