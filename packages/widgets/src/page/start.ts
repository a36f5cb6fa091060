import './policy.ts';
import { questionOf } from '../element/question.ts';
import { type AskDetail, READY, REQUEST } from '../element/request.ts';
import { fetchToken } from '../store/identity.ts';
import type { Strings } from '../store/state.ts';
import { createStore, type Store } from '../store/store.ts';
import type { Change, Laurel } from './api.ts';

/** Begins to serve the page. @returns what takes in a script tag, and takes each program once */
export function start(): (script: HTMLScriptElement) => void {
  const stores = new Map<string, Store>();
  const identified = new Set<string | undefined>();
  const listeners = new Set<(change: Change) => void>();
  const places = new WeakMap<Element, Store>();
  let locale: string | undefined;
  let strings: Strings = {};
  let isReady: () => void;

  const storeOf = (program?: string | null) => (program ? stores.get(program) : stores.values().next().value);
  const language = () => locale || document.documentElement.lang || navigator.language;

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
    const store = storeOf(asked.program);
    const element = event.composedPath()[0] as Element;
    if (!store) return;
    event.stopPropagation();
    if (asked.kind === 'state') {
      const leave = store.take(asked.question, (state) =>
        asked.take(state, () => {
          seen.unobserve(element);
          leave();
        }),
      );
      places.set(element, store);
      seen.observe(element);
    } else if (asked.kind === 'again') store.ask(true);
    else if (asked.kind === 'profile') store.profile(asked.input, asked.done);
    else if (asked.kind === 'redeem') store.redeem(asked.reward, asked.key, asked.done);
    else if (asked.kind === 'announce')
      import('./announce.ts').then((module) => module.announce(asked.about, asked.text));
    else import('./celebrate.ts').then((module) => module.celebrate(`${store.key} ${asked.id}`, element));
  });

  const identify: Laurel['identify'] = (source, program) => {
    identified.add(program);
    storeOf(program)?.identify(source);
  };
  const laurel: Laurel = {
    push(...tasks) {
      for (const task of tasks) task(laurel);
      return 0;
    },
    ready: new Promise((resolve) => {
      isReady = resolve;
    }),
    on(_type, listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    identify,
    logout: (program) => identify(null, program),
    set(settings) {
      locale = settings.locale ?? locale;
      strings = { ...strings, ...settings.strings };
      for (const store of stores.values()) {
        store.set({ locale: language(), strings });
        if (settings.locale) store.ask(true);
      }
    },
  };

  let queue = (window as { laurel?: unknown }).laurel as ((laurel: Laurel) => void)[];
  (window as { laurel?: unknown }).laurel = laurel;

  return ({ src, dataset }) => {
    const { program = '', token } = dataset;
    if (stores.has(program)) return;
    const store = createStore(program, new URL(src).origin, language(), strings);
    const first = !stores.size;
    stores.set(program, store);
    for (const board of document.querySelectorAll('laurel-leaderboard')) {
      if (storeOf(board.getAttribute('program')) === store) store.expect(questionOf(board));
    }
    const tasks = queue;
    queue = [];
    laurel.push(...tasks);
    if (!identified.has(program) && !(first && identified.has(undefined))) {
      store.identify(token ? fetchToken(new URL(token, document.baseURI).href) : null);
    }
    document.dispatchEvent(new Event(READY));
    store.watch((state) => {
      if (state.program) isReady();
      for (const listener of listeners) listener({ program, state });
    });
  };
}
