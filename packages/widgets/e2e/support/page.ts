/** What a page of the test is like. */
export interface PageOptions {
  body?: string;
  lang?: string;
  dir?: 'rtl';
  dark?: boolean;
  /** Without an address for tokens: everybody is a guest. */
  tokenless?: boolean;
  /** Under a strict policy with Trusted Types. */
  strict?: boolean;
  /** Names of the Trusted Types policies that the page allows. */
  policies?: string;
  /** Public keys, a script tag each. */
  programs?: string[];
  /** In the head, before the script tag; not under a strict policy. */
  head?: string;
}

const SHOP = `<p>A mug, €12.50 <laurel-product-points sku="MUG" price="1250"></laurel-product-points></p>
<laurel-checkout total="4200" value="600" name="points" join-url="/join"></laurel-checkout>
<laurel-gate tier="gold" join-url="/join"><p>The spring table, a day early.</p></laurel-gate>
<laurel-share product="MUG"></laurel-share><laurel-card join-url="/join"></laurel-card>
<laurel-survey name="after-order" join-url="/join"><p data-question="delivery" data-scale="5">How was the delivery?</p>
<p data-question="found" data-choices="A friend|A search|By chance">How did you find us?</p></laurel-survey>`;

export const ALL = `<laurel-points></laurel-points><laurel-challenges></laurel-challenges>
<laurel-leaderboard></laurel-leaderboard><laurel-referral></laurel-referral>${SHOP}`;

/** A shop's page, as its template would write it. */
export function pageHtml(options: PageOptions, laurel: string): string {
  const { body = ALL, lang = 'en', dir, dark, tokenless, programs = ['pk_demo'], head = '' } = options;
  const scripts = programs.map(
    (key) =>
      `<script type="module" src="${laurel}/sdk/laurel.js" data-program="${key}"${tokenless ? '' : ' data-token="/laurel/token"'}></script>`,
  );
  return `<!doctype html><html lang="${lang}"${dir ? ` dir="${dir}"` : ''}${dark ? ' data-scheme="dark"' : ''}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A shop</title>
<link rel="stylesheet" href="/page.css"><link rel="stylesheet" href="${laurel}/sdk/laurel.css">${head}
${scripts.join('\n')}</head><body><main class="two"><h1>A shop</h1>${body}</main></body></html>`;
}
