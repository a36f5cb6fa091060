/** Where a row stands, how many rows further down it came from, and its way there. */
interface Place {
  index: number;
  from: number;
  way: Animation | undefined;
}

/** How a list was last drawn, by the keys of its rows, and which part of it is seen. */
interface Held {
  places: Map<string, Place>;
  /** How much of it lies above what is seen, as a share of its length. */
  above: number;
  /** Whether anything of it is on the screen. */
  seen: boolean;
}

const lists = new WeakMap<Element, Held>();

const calmly = matchMedia('(prefers-reduced-motion: reduce)');

/** Longer lists scroll, and one's own row stays in sight of itself. */
const LONG = 14;

/** What is asked of the list once and then told by it, since asking at each change would have the page laid out in between. */
function hold(list: Element): Held {
  const held = { places: new Map(), above: 0, seen: true };
  list.addEventListener('scroll', () => {
    held.above = list.scrollTop / list.scrollHeight;
  });
  new IntersectionObserver((entries) => {
    held.seen = entries.some(({ isIntersecting }) => isIntersecting);
  }).observe(list);
  lists.set(list, held);
  return held;
}

/**
 * Rows travel from where they were seen to where they stand now, also in the middle of their way; new ones fade in. Whoever asked for calm
 * gets the same change at once, and what nobody sees does not travel. Rows are of one height, so that nothing has to be measured: that
 * would have the page laid out twice.
 * @param rows the keys of what the list shows, '' for what is no row
 */
export function travel(list: Element, rows: string[], own: string | undefined): void {
  const first = !lists.has(list);
  const held = lists.get(list) ?? hold(list);
  const before = held.places;
  const now = new Map<string, Place>();
  held.places = now;
  const calm = first || !held.seen || calmly.matches;
  const long = rows.length > LONG;
  const top = held.above * rows.length;
  const hidden = (index: number) => long && (index < top - 1 || index > top + LONG + 1);
  rows.forEach((id, index) => {
    if (!id) return;
    const was = before.get(id);
    if (was?.index === index) {
      now.set(id, was);
      return;
    }
    // What is left of a way that was not gone to its end.
    const left = was?.way ? was.from * (1 - (was.way.effect?.getComputedTiming().progress ?? 1)) : 0;
    const from = was ? was.index - index + left : 0;
    const still = calm || (long && id === own) || (hidden(index) && hidden(index + from));
    const frames = was ? { transform: [`translateY(${100 * from}%)`, 'none'] } : { opacity: [0, 1] };
    const way = still
      ? undefined
      : list.children[index]?.animate(frames, { duration: was ? 480 : 240, easing: 'cubic-bezier(.2,.7,.2,1)' });
    now.set(id, { index, from, way });
  });
  before.forEach((was, id) => {
    if (now.get(id) !== was) was.way?.cancel();
  });
}
