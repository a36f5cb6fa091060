/**
 * What `npm test --` was asked for.
 * @param {string[]} args
 * @param {string[]} names every check and runner there is
 * @param {string[]} runners those that take arguments of their own
 * @returns {{ only: string[], rest: string[] }}
 * @throws {Error} one sentence
 */
export function readArguments(args, names, runners) {
  const flags = args.filter((arg) => arg.startsWith('--only='));
  const rest = args.filter((arg) => !arg.startsWith('--only='));
  const only = flags.length > 0 ? flags.flatMap((flag) => flag.slice('--only='.length).split(',')) : names;
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  if (rest.length > 0 && (only.length !== 1 || !runners.includes(only[0] ?? '')))
    throw new Error(
      `${rest.join(' ')} can go to one runner only: add ${runners.map((name) => `--only=${name}`).join(' or ')}.`,
    );
  return { only: names.filter((name) => only.includes(name)), rest };
}
