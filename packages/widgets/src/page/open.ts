import type { Laurel } from './api.ts';
import type { Page } from './start.ts';

/** Puts `window.laurel` in the place of the array, and runs what the array holds. */
export function open(page: Page): void {
  const here = window as { laurel?: unknown };
  const queue = here.laurel as ((laurel: Laurel) => void)[];
  const laurel: Laurel = {
    push(...tasks) {
      for (const task of tasks) task(laurel);
      return 0;
    },
    ready: new Promise((resolve) => {
      const look = () => page.store()?.state().program && resolve();
      page.heard.add(look);
      look();
    }),
    on(_type, listener) {
      const hear = (program: string, state: Parameters<typeof listener>[0]['state']) => listener({ program, state });
      page.heard.add(hear);
      return () => page.heard.delete(hear);
    },
    identify: (source, program) => page.store(program)?.identify(source),
    logout: (program) => page.store(program)?.identify(null),
    set({ locale, strings }) {
      if (locale) page.locale = locale;
      page.strings = { ...page.strings, ...strings };
      for (const store of page.stores.values()) {
        store.set({ locale: page.language(), strings: page.strings });
        if (locale) store.ask(true);
      }
    },
  };
  here.laurel = laurel;
  laurel.push(...queue.splice(0));
}
