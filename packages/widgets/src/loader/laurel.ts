/** By short name: the file's own, its hash, and the short names of what it imports. */
type Files = Record<string, string[]>;
/** The build writes here the core and `sums`, the table of all files. */
declare const FILES: Files;

// The short file behind the script tag. It never blocks, fetches the code of those tags alone that are on the page, and runs
// nothing whose hash it has not checked: it holds that of the table, and the table holds those of all other files.
const page = window as unknown as Record<PropertyKey, unknown>;
const mark = Symbol.for('laurel');

// One Laurel a page: a later copy leaves its script tags and its queue to the one that is here.
if (!page[mark]) {
  page[mark] = 1;
  const files = FILES;
  const urlOf = (name: string) => new URL(`${(files[name] as string[])[0]}.js`, import.meta.url).href;
  const checks: Record<string, Promise<unknown>> = {};
  // The browser keeps a preloaded module under its address if its hash is right, and `import` takes it from there. What a file
  // imports is asked for before it, so that no browser comes to it unchecked.
  const check = (name: string): Promise<unknown> => {
    const [, hash, ...needs] = files[name] as string[];
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
  const load = async (name: string) => {
    if (!files[name]) Object.assign(files, (await take('sums')).default);
    return take(name);
  };
  // What kept a file from running has been told; the slot's content stays.
  const quiet = () => {};
  let core: Promise<unknown> | undefined;
  const start = () => {
    core ??= load('core');
    core.then(() => {
      const add = page[mark] as (script: Element) => void;
      for (const script of document.querySelectorAll('script[data-program^=pk_]')) add(script);
    }, quiet);
  };
  const asked: Record<string, unknown> = {};
  const scan = () => {
    for (const { localName } of document.querySelectorAll(':not(:defined)')) {
      const name = localName.split('laurel-')[1];
      if (name && !asked[name]) {
        start();
        asked[name] = load(name).catch(quiet);
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
