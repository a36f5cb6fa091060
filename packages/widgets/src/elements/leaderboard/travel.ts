import { calm } from '../../element/count.ts';

/** Where each row stands now, by its key. */
export function places(root: ParentNode): Map<string, number> {
  return new Map(
    [...root.querySelectorAll<HTMLElement>('li[data-id]')].map((row) => [row.dataset.id ?? '', row.offsetTop]),
  );
}

/** Rows travel from where they stood to where they stand now; new ones fade in. */
export function travel(root: ParentNode, from: Map<string, number>): void {
  if (calm() || !from.size) return;
  const rows = [...root.querySelectorAll<HTMLElement>('li[data-id]')].map((row) => ({ row, to: row.offsetTop }));
  for (const { row, to } of rows) {
    const was = from.get(row.dataset.id ?? '');
    if (was === to) continue;
    row.animate(was === undefined ? { opacity: [0, 1] } : { transform: [`translateY(${was - to}px)`, 'none'] }, {
      duration: was === undefined ? 240 : 480,
      easing: 'cubic-bezier(.2,.7,.2,1)',
    });
  }
}
