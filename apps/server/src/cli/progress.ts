import process from 'node:process';
import { Presets, SingleBar } from 'cli-progress';

export interface Progress {
  update(done: number, of: number): void;
  stop(): void;
}

/** A progress bar on stderr; where that is no terminal, a line every few seconds. */
export function progressBar(unit: string, total: number): Progress {
  const bar = new SingleBar(
    {
      format: `{bar} {percentage}% | {value} of {total} ${unit} | {duration_formatted}, {eta_formatted} to go`,
      stream: process.stderr,
      hideCursor: true,
      noTTYOutput: true,
      notTTYSchedule: 5_000,
      clearOnComplete: false,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return {
    update(done, of) {
      bar.setTotal(of);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
