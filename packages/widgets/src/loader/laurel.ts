/** By short name: the file's hash, and after it the short names of what it imports. Under no name: packs, each its name and its tags. */
type Files = Record<string, string> & { ''?: string[][] };
/** The build writes here what every face needs, and two tables: `sums` of what any page asks for, `tags` of the other elements. */
declare const FILES: Files;

// The short file behind the script tag. It never blocks, fetches the code of those tags alone that are on the page, and runs
// nothing whose hash it has not checked: it holds that of the table, and the table holds those of all other files.
const page = window as unknown as Record<PropertyKey, unknown>;
const mark = Symbol.for('laurel');

// One Laurel a page: a later copy leaves its script tags and its queue to the one that is here.
if (!page[mark]) {
  page[mark] = 1;
  const files = FILES;
  const urlOf = (name: string) =>
    new URL(`${name}-${files[name]?.replace(/\W/g, '').slice(0, 8)}.js`, import.meta.url).href;
  const checks: Record<string, Promise<unknown>> = {};
  // The browser keeps a preloaded module under its address if its hash is right, and `import` takes it from there. What a file
  // imports is asked for before it, so that no browser comes to it unchecked.
  const check = (name: string): Promise<unknown> => {
    const [hash, ...needs] = (files[name] as string).split(' ');
    checks[name] ??= Promise.all([
      ...needs.map(check),
      new Promise((resolve, reject) => {
        const href = urlOf(name);
        document.head.append(
          Object.assign(document.createElement('link'), {
            rel: 'modulepreload',
            integrity: `sha256-${hash}=`,
            onload: resolve,
            // biome-ignore lint/suspicious/noConsole: whoever runs the shop must learn of it
            onerror: () => reject(console.error(`Laurel has not run ${href}: it came changed, or not at all.`)),
            href,
          }),
        );
      }),
    ]);
    // What did not come is asked for again by whoever needs it next.
    checks[name].catch(() => delete checks[name]);
    return checks[name];
  };
  const take = (name: string) => check(name).then(() => import(/* @vite-ignore */ urlOf(name)));
  const asked: Record<string, unknown> = {};
  const load = async (name: string, table = 'sums'): Promise<unknown> => {
    for (const each of [table, 'sums', 'tags']) if (!files[name]) Object.assign(files, (await take(each)).default);
    // Where most tags of a pack are on the page, one file weighs less than theirs together.
    const pack = files['']?.find(
      (pack) => pack.indexOf(name) > 0 && pack.filter((tag) => asked[tag]).length > pack.length * 0.6,
    );
    return take(pack?.[0] ?? name);
  };
  // What kept a file from running has been told; the slot's content stays.
  const quiet = () => {};
  let core: Promise<unknown> | undefined;
  const start = () => {
    core ??= load('core');
    core.then(() => {
      const add = page[mark] as (script: Element) => void;
      for (const script of document.querySelectorAll('script[type^=m][data-program]')) add(script);
    }, quiet);
  };
  const scan = () => {
    for (const { localName } of document.querySelectorAll(':not(:defined)')) {
      const name = localName.split('laurel-')[1];
      if (name && !asked[name]) {
        start();
        asked[name] = 1;
        load(name, /^(points|leaderboard)$/.test(name) ? 'sums' : 'tags').catch(quiet);
      }
    }
    if (core) start();
  };
  page[Symbol.for('laurel.load')] = load;
  page.laurel ||= [];
  const queue = page.laurel as unknown[];
  queue.push = (...more) => {
    start();
    return queue.splice(queue.length, 0, ...more).length;
  };
  if (queue.length) start();
  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  scan();
}
