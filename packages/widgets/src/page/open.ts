import { CLOSE, OPEN } from '../element/request.ts';
import type { State } from '../store/state.ts';
import type { Store } from '../store/store.ts';
import { CallError } from '../wire/trpc.ts';
import type { Laurel, Told } from './api.ts';
import { arrive, share, track, visit } from './deeds.ts';
import type { Page } from './start.ts';
import { randomId } from './visitor.ts';

/** Puts `window.laurel` in the place of the array, and runs what the array holds. */
export function open(page: Page): void {
  const here = window as { laurel?: unknown };
  const queue = here.laurel as ((laurel: Laurel) => void)[];
  const storeOf = (program?: string): Store => {
    const store = page.store(program);
    if (!store) throw new CallError({ code: 'program_not_found', requestId: null });
    return store;
  };
  // The panel may still be on its way when it is asked to open: the last one that asked anything of it holds.
  let asks = 0;
  const laurel: Laurel = {
    push(...tasks) {
      for (const task of tasks) {
        try {
          task(laurel);
        } catch (error) {
          reportError(error);
        }
      }
      return 0;
    },
    ready: new Promise((resolve) => {
      const look = () => {
        if (!page.store()?.state().program) return;
        page.heard.delete(look);
        resolve();
      };
      page.heard.add(look);
      look();
    }),
    on(name, listener) {
      const hear = (event: Event) => listener((event as CustomEvent).detail);
      document.addEventListener(`laurel-${name}`, hear);
      return () => document.removeEventListener(`laurel-${name}`, hear);
    },
    identify: (source, program) => page.store(program)?.identify(source),
    logout: (program) => page.store(program)?.identify(null),
    open(view, program) {
      if (!document.querySelector('laurel-hub')) document.body.append(document.createElement('laurel-hub'));
      const now = ++asks;
      customElements.whenDefined('laurel-hub').then(() => now === asks && say(OPEN, { view, program }));
    },
    close() {
      asks++;
      say(CLOSE, {});
    },
    async track(type, data = {}, { key = randomId(), program } = {}) {
      const store = storeOf(program);
      return track(store, { key, type, data });
    },
    async share(product, { url = location.href, program } = {}) {
      const store = storeOf(program);
      return share(store, { product, url });
    },
    async arrive(code, program) {
      const store = storeOf(program);
      return arrive(store, code);
    },
    async visit(place, code, program) {
      const store = storeOf(program);
      return visit(store, { place, code });
    },
    set({ locale, strings }) {
      if (locale) page.locale = locale;
      page.strings = { ...page.strings, ...strings };
      for (const store of page.stores.values()) {
        store.set({ locale: page.language(), strings: page.strings });
        if (locale) store.ask(true);
      }
    },
  };
  const asked = new URLSearchParams(location.search);
  const code = asked.get('share');
  const [place = '', shown] = asked.get('visit')?.split('.') ?? [];
  let visited = false;
  const arrived = new Set<string>();
  const last = new Map<string, State>();
  const hear = (program: string, state: State) => {
    const before = last.get(program);
    last.set(program, state);
    say('laurel-change', { program, state } satisfies Told['change']);
    const { identity } = state;
    if (identity !== 'unsettled' && before?.identity !== identity) {
      say('laurel-identity', { program, identity } satisfies Told['identity']);
      // Once for a page; who came is the member's own browser, or a visitor.
      if (code && !arrived.has(program)) laurel.arrive(code, program).catch(() => {});
      arrived.add(program);
      // Whoever scanned the code of a place is told by what changes; a page that is loaded again counts no second time.
      if (shown && !visited && identity === 'member') {
        visited = true;
        laurel.visit(place, shown, program).catch(() => {});
      }
    }
    const [was, is] = [before?.member, state.member];
    if (was && is && was.externalId === is.externalId && was.points.balance !== is.points.balance) {
      say('laurel-points', { program, before: was.points, after: is.points } satisfies Told['points']);
    }
  };
  page.heard.add(hear);
  here.laurel = laurel;
  laurel.push(...queue.splice(0));
  for (const [program, store] of page.stores) hear(program, store.state());
}

function say(name: string, detail: object): void {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}
