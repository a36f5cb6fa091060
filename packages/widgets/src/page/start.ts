import './policy.ts';
import { questionOf } from '../element/question.ts';
import { type AskDetail, READY, REQUEST } from '../element/request.ts';
import { fetchToken } from '../store/identity.ts';
import type { State, Strings } from '../store/state.ts';
import { createStore, type Store } from '../store/store.ts';

/** What only some elements show, by their tag. */
const PARTS = [
  ['history', 'history'],
  ['join', 'join'],
  ['goals', 'community-goal'],
] as const;

/** What the page serves, shared by the listener for requests and by `window.laurel`. */
export interface Page {
  /** By publishable key, the first first. */
  readonly stores: Map<string, Store>;
  readonly heard: Set<(program: string, state: State) => void>;
  locale?: string;
  strings: Strings;
  /** The language of what the server says: the page owner's choice, the page's, or the browser's. */
  language(): string;
  /** The named program's store, or the first. */
  store(program?: string | null): Store | undefined;
}

/** Begins to serve the page. @returns what takes in a script tag, and takes each program once */
function start(): (script: HTMLScriptElement) => void {
  const stores = new Map<string, Store>();
  const page: Page = {
    stores,
    heard: new Set(),
    strings: {},
    language() {
      const tag = page.locale || document.documentElement.lang;
      // A page that names no region is read in the shopper's own: "3 December" in London.
      return navigator.languages.find((own) => own.split('-')[0] === tag) || tag || navigator.language;
    },
    store: (program) => (program ? stores.get(program) : stores.values().next().value),
  };
  const places = new WeakMap<Element, Store>();
  // Pushes are worth a connection only when something that shows them is seen.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      setTimeout(() => places.get(target)?.listen(), 200);
    }
  });

  document.addEventListener(REQUEST, (event) => {
    const asked = (event as CustomEvent<AskDetail>).detail;
    const store = page.store(asked.program);
    const element = event.composedPath()[0] as Element;
    if (!store) return;
    event.stopPropagation();
    if (asked.kind === 'state') {
      const leave = store.take(
        asked.question,
        (state) =>
          asked.take(state, () => {
            seen.unobserve(element);
            leave();
          }),
        asked.part,
      );
      places.set(element, store);
      seen.observe(element);
    } else if (asked.kind === 'again') store.ask(true);
    else {
      import('./later.ts').then(
        (module) => module.serve(store, asked, element),
        () => 'done' in asked && asked.done({ code: 'offline', requestId: null }),
      );
    }
  });

  // The code of `window.laurel` comes at once where the page has pushed something, or else when there is time.
  const here = window as { laurel?: unknown };
  here.laurel ||= [];
  const queue = here.laurel as unknown[];
  const open = () => import('./later.ts').then((module) => module.open(page));
  const opened = queue.length ? open() : null;
  if (!opened) setTimeout(open, 2_000);

  return ({ src, dataset }) => {
    const { program = '', token } = dataset;
    if (stores.has(program)) return;
    const store = createStore(program, new URL(src).origin, page.language(), page.strings);
    stores.set(program, store);
    for (const board of document.querySelectorAll('laurel-leaderboard')) {
      if (page.store(board.getAttribute('program')) === store) store.expect(questionOf(board));
    }
    for (const [part, tag] of PARTS) if (document.querySelector(`laurel-${tag}`)) store.parts.add(part);
    store.watch((state) => {
      for (const hear of page.heard) hear(program, state);
    });
    document.dispatchEvent(new Event(READY));
    const settle = () =>
      store.identified || store.identify(token ? fetchToken(new URL(token, document.baseURI).href) : null);
    opened ? opened.then(settle, settle) : settle();
  };
}

// Left on the page for the loader, since the file that this becomes a part of has no face of its own. One Laurel a page: a copy
// out of a bundle leaves everything to the first.
const page = window as unknown as Record<symbol, unknown>;
const mark = Symbol.for('laurel');
if (typeof page[mark] !== 'function') page[mark] = start();
