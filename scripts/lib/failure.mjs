import { shown } from './root.mjs';

/** Something that could not be prepared, said so that a newcomer knows what to do. */
export class Failure extends Error {
  /**
   * @param {string} what one sentence
   * @param {string} advice what to do about it
   * @param {{ output?: string, log?: string }} [evidence] what was printed, and where all of it lies
   */
  constructor(what, advice, evidence = {}) {
    const tail = (evidence.output ?? '').trimEnd().split('\n').slice(-25).join('\n');
    super(
      [
        what,
        tail && `The end of what it printed:\n\n${tail.replace(/^/gm, '    ')}\n`,
        evidence.log && `All of it: ${shown(evidence.log)}`,
        `What to do: ${advice}`,
      ]
        .filter(Boolean)
        .join('\n'),
    );
    this.name = 'Failure';
  }
}

/**
 * Runs a script's work; a failure is printed without a stack and ends the process with status 1.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function orExplain(work) {
  try {
    return await work();
  } catch (error) {
    console.error(`\n${error instanceof Failure ? error.message : error instanceof Error ? error.stack : error}`);
    process.exit(1);
  }
}
