import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('browsers.mjs', import.meta.url));

/** Browsers in several processes, spoken to as one. */
export function startCrowd(processes) {
  const children = Array.from({ length: processes }, () => fork(script, [], { execArgv: [] }));
  const waiting = new Map();
  let serial = 0;
  for (const child of children) {
    child.on('message', ({ id, answer }) => {
      waiting.get(id)(answer);
      waiting.delete(id);
    });
    child.on('exit', (code) => {
      if (code) throw new Error(`browsers ended with ${code}`);
    });
  }
  /** Asks all of them; the answers, one a process. */
  const ask = (name, argsOf = () => ({})) =>
    Promise.all(
      children.map(
        (child, at) =>
          new Promise((resolve) => {
            serial += 1;
            waiting.set(serial, resolve);
            child.send({ id: serial, name, ...argsOf(at) });
          }),
      ),
    );
  return {
    open: (count, options) =>
      ask('open', (at) => ({ ...options, from: at, count: Math.floor((count + at) / processes) })),
    reset: () => ask('reset'),
    async heard() {
      const all = await ask('heard');
      return {
        frames: all.reduce((sum, { frames }) => sum + frames, 0),
        first: Math.min(...all.map(({ first }) => first || Number.POSITIVE_INFINITY)),
        last: Math.max(...all.map(({ last }) => last)),
        closest: Math.min(...all.map(({ closest }) => closest ?? Number.POSITIVE_INFINITY)),
        most: Math.max(...all.map(({ most }) => most)),
      };
    },
    cut: () => ask('cut'),
    async stop() {
      await ask('close');
      for (const child of children) child.disconnect();
    },
  };
}
