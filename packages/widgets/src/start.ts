import type { Laurel } from './page/api.ts';

/** Where Laurel is, whose program it is, and where the shop's own tokens come from. */
export interface StartOptions {
  /** The address of the Laurel server, without a path: `https://loyalty.example`. */
  origin: string;
  /** The publishable key, `pk_…`. */
  program: string;
  /** The shop's own address that answers with a member token; left out, everybody is a guest until `identify`. */
  token?: string;
}

/**
 * For bundlers, instead of the script tag: begins to serve the page's elements. Import `@laurel/widgets/define`, or the classes
 * that you register yourself, beside it. A program that is served already stays as it is.
 * @returns what is otherwise `window.laurel`
 */
export async function start({ origin, program, token }: StartOptions): Promise<Laurel> {
  const page = window as unknown as { laurel?: { push(task: (laurel: Laurel) => void): unknown } } & Record<
    symbol,
    unknown
  >;
  page.laurel ??= [];
  const opened = new Promise<Laurel>((resolve) => page.laurel?.push(resolve));
  await import('./page/start.ts');
  const add = page[Symbol.for('laurel')] as (script: { src: string; dataset: Record<string, string> }) => void;
  add({ src: `${new URL(origin).origin}/sdk/laurel.js`, dataset: token ? { program, token } : { program } });
  return opened;
}
