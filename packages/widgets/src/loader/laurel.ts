/** The build writes here: the name of the file that everything shares, and of each tag's own. */
declare const CORE: string;
declare const TAGS: string;

// The short file behind the script tag. It never blocks, and fetches the code of those tags alone that are on the page.
const page = window as unknown as Record<PropertyKey, unknown>;
const mark = Symbol.for('laurel');

// One Laurel a page: a later copy leaves its script tags and its queue to the one that is here.
if (!page[mark]) {
  page[mark] = 1;
  const files: Record<string, string> = {};
  for (const file of TAGS.split(' ')) files[`laurel-${file.slice(0, -9)}`] = file;
  const load = (file: string) => import(/* @vite-ignore */ `./${file}.js`);
  // What keeps a file from running has been told by the browser, or by the policy; the slot's content stays.
  const quiet = () => {};
  let core: Promise<unknown> | undefined;
  const start = () => {
    // Asked for beside a tag's own, which would ask for it later.
    core ??= load(CORE);
    core.then(() => {
      const add = page[mark] as (script: Element) => void;
      for (const script of document.querySelectorAll('script[data-program^=pk_]')) add(script);
    }, quiet);
  };
  const scan = () => {
    for (const { localName } of document.querySelectorAll(':not(:defined)')) {
      const file = files[localName];
      if (file) {
        delete files[localName];
        start();
        load(file).catch(quiet);
      }
    }
    if (core) start();
  };
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
