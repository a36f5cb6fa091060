import { CSS, JS, SERIF } from '../assets/assets.ts';
import { CATEGORIES, type Category } from '../catalogue/product.ts';
import { LANGUAGES } from '../text/language.ts';
import { type Html, html } from './html.ts';
import { icons } from './icons.ts';
import { THEMES, type Visit } from './visit.ts';

/** How a page finds Laurel: where its files are, and which program is shown. */
export interface Embed {
  /** Prefix of Laurel's addresses; '' where it shares the shop's origin. */
  url: string;
  publishableKey: string;
}

export interface PageOptions {
  title: string;
  body: Html;
  /** The category or place that the menu marks as the one shown. */
  here?: Category | 'account' | 'board' | 'basket' | 'all';
}

/** Pages of goods have everything of the programme behind one button; the others show it themselves, or should not distract. */
const HUB = new Set<PageOptions['here']>(['all', ...CATEGORIES]);

/** The whole document around a page. */
export function frame(visit: Visit, embed: Embed, { title, body, here }: PageOptions): string {
  const { t, language } = visit.words;
  const count = visit.session?.basket.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;
  const current = (place: PageOptions['here']) => html`${here === place ? html` aria-current="page"` : ''}`;
  return `<!doctype html>${html`
<html lang="${language === 'en' ? 'en-GB' : language}" data-theme="${visit.theme}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title === t.shop ? title : `${title} · ${t.shop}`}</title>
  <meta name="description" content="${t.intro}">
  <meta name="theme-color" content="#fbf8f2" media="(prefers-color-scheme: light)">
  <meta name="theme-color" content="#191814" media="(prefers-color-scheme: dark)">
  <link rel="icon" href="/assets/mark.svg" type="image/svg+xml">
  <link rel="preload" href="${SERIF.path}" as="font" type="font/woff2" crossorigin>
  <link rel="stylesheet" href="${CSS.path}">
  <link rel="stylesheet" href="${embed.url}/sdk/laurel.css">
  <script type="module" src="${embed.url}/sdk/laurel.js" data-program="${embed.publishableKey}" data-token="/laurel/token"></script>
  <script type="module" src="${JS.path}"></script>
</head>
<body>
  <a class="skip" href="#main">${t.skip}</a>
  <header class="top">
    <div class="wide bar">
      <a class="brand" href="/">${icons.mark}<span>${t.shop}</span></a>
      <nav class="tools" aria-label="${t.account}">
        <laurel-points compact join-url="/sign-in"${visit.shopper ? '' : html` class="guest"`}></laurel-points>
        <a class="tool" href="/leaderboard"${current('board')}>${icons.board}<span>${t.board}</span></a>
        <a class="tool" href="${visit.shopper ? '/account' : '/sign-in'}"${current('account')}>${icons.person}<span>${
          visit.shopper ? visit.shopper.name.split(' ')[0] : t.signIn
        }</span></a>
        <a class="tool" href="/basket"${current('basket')} aria-label="${t.basket}: ${t.itemsInBasket(count)}">${icons.basket}<span>${
          t.basket
        }</span>${count > 0 && html`<b class="count">${count}</b>`}</a>
      </nav>
    </div>
    <nav class="aisles" aria-label="${t.menu}">
      <div class="wide"><a href="/"${current('all')}>${t.all}</a>${CATEGORIES.map(
        (category) => html`<a href="/aisle/${category}"${current(category)}>${t.categories[category]}</a>`,
      )}</div>
    </nav>
  </header>
  ${visit.flash && html`<div class="flash" role="status"><p class="wide">${visit.flash}</p></div>`}
  <main id="main" class="wide" tabindex="-1">${body}</main>
  <footer class="foot">
    <div class="wide">
      <p>${t.demoNote}<br>${t.footerSource} ${t.poweredBy}.</p>
      <div class="settings">${chooser(visit, '/language', 'language', t.language, LANGUAGES, { en: 'English', fr: 'Français' }, language)}${chooser(
        visit,
        '/theme',
        'theme',
        t.theme,
        THEMES,
        t.themes,
        visit.theme,
      )}</div>
    </div>
  </footer>
  <laurel-toast></laurel-toast>
  ${HUB.has(here) && html`<laurel-hub join-url="/sign-in"></laurel-hub>`}
</body>
</html>`}`;
}

/** A select that works without JavaScript: the button goes away where the choice is enough. */
function chooser<Value extends string>(
  visit: Visit,
  action: string,
  name: string,
  label: string,
  values: readonly Value[],
  names: Record<Value, string>,
  chosen: string,
): Html {
  return html`<form method="post" action="${action}" data-choose>
    <input type="hidden" name="back" value="${visit.path}">
    <label>${label} <select name="${name}">${values.map(
      (value) => html`<option value="${value}"${value === chosen && html` selected`}>${names[value]}</option>`,
    )}</select></label>
    <button class="small">${visit.words.t.apply}</button>
  </form>`;
}
