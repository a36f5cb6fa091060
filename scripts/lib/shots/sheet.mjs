import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOOKS, nameOf } from './looks.mjs';

/** @param {string} folder @param {string[]} names @param {import('./looks.mjs').Look[]} looks */
const table = (folder, names, looks) =>
  `<table><thead><tr><th></th>${looks
    .map(({ width, colorScheme, dir }) => `<th>${width} px<br>${colorScheme}, ${dir}</th>`)
    .join('')}</tr></thead><tbody>${names
    .map(
      (name) =>
        `<tr><th scope="row">${name}</th>${looks
          .map((look) => `${folder}/${name}/${nameOf(look)}.png`)
          .map((path) => `<td><a href="${path}"><img src="${path}" alt="${path}" loading="lazy"></a></td>`)
          .join('')}</tr>`,
    )
    .join('')}</tbody></table>`;

/**
 * Writes the contact sheet: a row for each element and page, a column for each look, and each picture behind its small one.
 * @param {string} folder
 * @param {{ elements: string[], pages: string[] }} names
 * @returns {string} the file
 */
export function writeSheet(folder, { elements, pages }) {
  const file = join(folder, 'index.html');
  writeFileSync(
    file,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Contact sheet</title><style>
body{margin:24px;font:14px/1.4 system-ui,sans-serif;background:#8a8a86}th{padding:8px;text-align:start;vertical-align:top;position:sticky;inset-inline-start:0;background:#8a8a86}
td{padding:4px;vertical-align:top}img{inline-size:220px;max-block-size:460px;object-fit:cover;object-position:top}</style></head><body>
<h1>Every element in every state</h1>${table('elements', elements, LOOKS)}
<h1>The demo shop</h1>${table(
      'shop',
      pages,
      LOOKS.filter(({ dir }) => dir === 'ltr'),
    )}</body></html>\n`,
  );
  return file;
}
