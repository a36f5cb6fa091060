/** Where each row is seen now, by its key, also in the middle of its way. */
export function places(root: ParentNode): Map<string, number> {
  return new Map(rowsOf(root).map((row) => [row.dataset.id ?? '', row.getBoundingClientRect().top]));
}

const rowsOf = (root: ParentNode) => [...root.querySelectorAll<HTMLElement>('li[data-id]')];

/**
 * Rows travel from where they were seen to where they stand now; new ones fade in. Whoever asked for calm gets the
 * same change at once.
 */
export function travel(root: ShadowRoot, from: Map<string, number>): void {
  if (!from.size || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const rows = rowsOf(root);
  // All at once: asking row by row has the styles computed anew after each that was cancelled.
  for (const old of root.getAnimations()) old.cancel();
  const to = rows.map((row) => row.getBoundingClientRect().top);
  rows.forEach((row, index) => {
    const was = from.get(row.dataset.id ?? '');
    const way = was === undefined ? 0 : was - (to[index] ?? 0);
    if (was !== undefined && Math.abs(way) < 1) return;
    row.animate(way ? { transform: [`translateY(${way}px)`, 'none'] } : { opacity: [0, 1] }, {
      duration: way ? 480 : 240,
      easing: 'cubic-bezier(.2,.7,.2,1)',
    });
  });
}
