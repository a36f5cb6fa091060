const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Says which step is running, for how long, and what it does just now: on a terminal in one living line, elsewhere in
 * lines of their own, seldom.
 * @param {number} total how many steps there will be
 * @param {NodeJS.WriteStream} [stream]
 */
export function createProgress(total, stream = process.stdout) {
  let count = 0;
  const live = stream.isTTY === true && !process.env.CI;

  /** @param {string} text */
  const say = (text) => void stream.write(`${text}\n`);

  /** The number of the step that begins, as "3/8". */
  const next = () => `${++count}/${total}`;

  return {
    say,

    /**
     * Begins a step that shows for itself how it goes.
     * @param {string} name
     */
    announce: (name) => say(`${next()} ${name} …`),

    /**
     * Runs one step.
     * @template T
     * @param {string} name what is being done, such as "Installing packages"
     * @param {(tell: (detail: string) => void) => Promise<T>} work
     * @param {(result: T) => string} [sum] what to say of the result
     * @returns {Promise<T>}
     */
    async step(name, work, sum = () => 'done') {
      const label = `${next()} ${name}`;
      const started = Date.now();
      const seconds = () => Math.round((Date.now() - started) / 1000);
      let detail = '';
      let frame = 0;
      const paint = () => {
        const line = `${frames[frame++ % frames.length]} ${label} … ${seconds()} s  ${detail}`;
        stream.write(`\r\x1b[2K${line.slice(0, (stream.columns || 80) - 1)}`);
      };
      const remind = () => say(`    still at it after ${seconds()} s${detail ? `: ${detail}` : ''}`);
      if (live) paint();
      else say(`${label} …`);
      const timer = setInterval(live ? paint : remind, live ? 100 : 15_000);
      let ended = 'failed';
      try {
        const result = await work((text) => {
          detail = text.trim();
        });
        ended = sum(result);
        return result;
      } finally {
        clearInterval(timer);
        say(`${live ? '\r\x1b[2K' : ''}${label}: ${ended} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      }
    },
  };
}
