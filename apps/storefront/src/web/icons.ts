import { Html } from './html.ts';

const icon = (path: string): Html =>
  new Html(
    `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${path}</svg>`,
  );

/** The shop's own family of icons: 24 by 24, strokes of 1.5. */
export const icons = {
  mark: icon(
    '<path d="M12 21v-8M12 13c-4.5 0-7-2.5-7-7 4.5 0 7 2.5 7 7zM12 13c4.5 0 7-2.5 7-7-4.5 0-7 2.5-7 7z"/><circle cx="8" cy="17" r="1.5"/><circle cx="16" cy="17" r="1.5"/>',
  ),
  basket: icon('<path d="M4 10h16l-1.5 9a2 2 0 0 1-2 1.5h-9a2 2 0 0 1-2-1.5zM8 10l3-6M16 10l-3-6M10 14v3M14 14v3"/>'),
  person: icon('<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6"/>'),
  board: icon('<path d="M4 20v-7h5v7M9.5 20V5h5v15M15 20v-9h5v9M3 20h18"/>'),
  star: icon(
    '<path d="M12 3.5l2.600 5.300 5.900.8-4.300 4.100 1 5.800-5.200-2.700-5.200 2.700 1-5.800-4.300-4.100 5.900-.8z"/>',
  ),
  back: icon('<path d="M9 7H5V3M5 7a8 8 0 1 1-1.5 7"/>'),
  gift: icon(
    '<path d="M4 11h16v9H4zM3 7.5h18V11H3zM12 7.5V20M12 7.5C9 7.5 7 6.5 7 5s2-2 3-1 2 2.5 2 3.5zm0 0c3 0 5-1 5-2.5s-2-2-3-1-2 2.5-2 3.5z"/>',
  ),
  sprig: icon(
    '<path d="M12 21c0-6 0-11 4-17M12 15c-3 .5-5-1-5.5-4 3-.5 5 1 5.5 4zM13 10c2.5 1 5 0 6-2.5-2.5-1-5 0-6 2.5z"/>',
  ),
  check: icon('<path d="M5 12.5l4.5 4.5L19 7.5"/>'),
};
