import { readFileSync } from 'node:fs';

/** What an element's tag carries on its pages, beside nothing. */
const EXAMPLES = {
  'laurel-product-points': '<laurel-product-points sku="MUG" price="1250"></laurel-product-points>',
  'laurel-checkout': '<laurel-checkout total="4200" value="600" name="points" join-url="#join"></laurel-checkout>',
  'laurel-gate': '<laurel-gate tier="gold" join-url="#join"><p>The spring table, a day early.</p></laurel-gate>',
  'laurel-share': '<laurel-share product="MUG"></laurel-share>',
  'laurel-survey':
    '<laurel-survey name="after-order" join-url="#join">\n  <p data-question="delivery" data-scale="5">How was the delivery?</p>\n  <p data-question="found" data-choices="A friend|A search|By chance">How did you find us?</p>\n</laurel-survey>',
};
const STATES = ['member', 'guest', 'empty', 'loading', 'error', 'offline'];

const plain = (/** @type {unknown} */ text) =>
  String(text ?? '').replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
const exampleOf = (/** @type {string} */ tag) => EXAMPLES[tag] ?? `<${tag} join-url="#join"></${tag}>`;

/** @param {string} title @param {any[]} all @param {string} body */
const page = (title, all, body) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${plain(title)}</title>
<link rel="stylesheet" href="gallery.css"><link rel="stylesheet" href="../sdk/laurel.css">
<script type="module" src="gallery.js"></script>
<script type="module" src="../sdk/laurel.js"></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<nav aria-label="Elements"><a class="brand" href="./">Laurel gallery</a><ul>${all
  .map(({ tagName }) => `<li><a href="${tagName}.html">${tagName.replace('laurel-', '')}</a></li>`)
  .join('')}</ul></nav>
<main id="main" tabindex="-1">${body}</main>
</body>
</html>
`;

/** @param {string} title @param {string[]} head @param {string[][]} rows */
const table = (title, head, rows) =>
  rows.length
    ? `<section><h2>${title}</h2><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${rows
        .map(
          ([first, ...rest]) =>
            `<tr><th scope="row"><code>${plain(first)}</code></th>${rest.map((cell) => `<td>${plain(cell)}</td>`).join('')}</tr>`,
        )
        .join('')}</tbody></table></div></section>`
    : '';

/** @param {any} declaration @param {any[]} all */
function documentOf(declaration, all) {
  const {
    tagName,
    summary,
    description,
    attributes = [],
    slots = [],
    cssParts = [],
    cssProperties = [],
    events = [],
    members = [],
    cssStates = [],
  } = declaration;
  const states = STATES.map(
    (state) =>
      `<figure data-state="${state}"><figcaption>${state}</figcaption><div class="stage">${exampleOf(tagName)}</div></figure>`,
  );
  return page(
    `${tagName} · Laurel gallery`,
    all,
    `<header><h1><code>&lt;${tagName}&gt;</code></h1><p class="lead">${plain(summary)}</p><p>${plain(description)}</p></header>
<section><h2>In a page</h2><pre tabindex="0"><code>${plain(exampleOf(tagName))}</code></pre></section>
<section><h2>Every state</h2><div class="states">${states.join('')}</div></section>
${table(
  'Attributes',
  ['Name', 'Type', 'Default', 'What it says'],
  attributes.map((each) => [each.name, each.type?.text ?? 'string', each.default ?? '', each.description]),
)}
${table(
  'Properties',
  ['Name', 'Type', 'What it says'],
  members.map((each) => [each.name, each.type?.text ?? '', each.description]),
)}
${table(
  'Slots',
  ['Name', 'What goes there'],
  slots.map((each) => [each.name || 'default', each.description]),
)}
${table(
  'Parts',
  ['Name', 'What it is'],
  cssParts.map((each) => [each.name, each.description]),
)}
${table(
  'Tokens',
  ['Name', 'Default', 'What it sets'],
  cssProperties.map((each) => [each.name, each.default ?? '', each.description]),
)}
${table(
  'States',
  ['For :state()', 'When'],
  cssStates.map((each) => [each.name, each.description]),
)}
${table(
  'Events',
  ['Name', 'Type', 'When'],
  events.map((each) => [each.name, each.type?.text ?? 'Event', each.description]),
)}`,
  );
}

const FIELDS = [
  ['accent', 'Accent', 'colour'],
  ['on-accent', 'On accent', 'colour'],
  ['surface', 'Surface', 'colour'],
  ['text', 'Text', 'colour'],
  ['radius', 'Radius, px', 'number'],
  ['space', 'Space, px', 'number'],
  ['font', 'Font', 'text'],
  ['motion', 'Motion, times', 'number'],
  ['shadow', 'Elevation', 'text'],
];

/** @param {any[]} all */
const index = (all) =>
  page(
    'Laurel gallery',
    all,
    `<header><h1>Every element</h1><p class="lead">As a member sees them. Each has a page with all its states and its reference.</p></header>
<section class="editor" aria-label="Theme editor"><h2>Theme</h2>
<p class="presets" role="group" aria-label="Presets">${['quiet', 'bold', 'editorial', 'night'].map((name) => `<button type="button" data-preset="${name}">${name}</button>`).join('')}</p>
<form class="fields">${FIELDS.map(
      ([name, label, type]) =>
        `<label>${label}<input type="${type === 'colour' ? 'text' : type}" name="${name}"${type === 'number' ? ' min="0" max="40" step="0.5"' : ''} spellcheck="false">${type === 'colour' ? `<i class="swatch" data-of="${name}"></i>` : ''}</label>`,
    ).join('')}</form>
<ul class="warnings" role="status"></ul>
<pre tabindex="0" aria-label="The theme as CSS"><code class="css"></code></pre>
<p><button type="button" class="copy">Copy the CSS</button></p></section>
<div class="all">${all
      .map(
        ({ tagName, summary }) =>
          `<figure data-state="member"><figcaption><a href="${tagName}.html">${tagName}</a> ${plain(summary)}</figcaption><div class="stage">${exampleOf(tagName)}</div></figure>`,
      )
      .join('')}</div>`,
  );

/**
 * The gallery: every element with the theme editor, and a page for each.
 * @param {any[]} declarations @param {URL} folder where the gallery's stylesheet is
 * @returns {Record<string, string>} files by name
 */
export function documentation(declarations, folder) {
  const all = declarations.toSorted((a, b) => a.tagName.localeCompare(b.tagName));
  return {
    'index.html': index(all),
    'gallery.css': readFileSync(new URL('gallery.css', folder), 'utf8'),
    ...Object.fromEntries(all.map((each) => [`${each.tagName}.html`, documentOf(each, all)])),
  };
}
