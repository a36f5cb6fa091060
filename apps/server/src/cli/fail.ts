import process from 'node:process';

/** Something an operator can mend: told in one sentence, without a stack. */
export class OperatorError extends Error {}

const SENTENCES: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'this user may not read or write it',
  EISDIR: 'it is a folder, not a file',
  ENOSPC: 'the disk is full; free some space and start again, nothing acknowledged was lost',
};

/** One sentence for a failure, whatever it is. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : SENTENCES[code];
  if (known) return path ? `${path}: ${known}.` : `${known[0]?.toUpperCase()}${known.slice(1)}.`;
  return error.message.split('\n')[0] ?? error.message;
}

/** Ends the process with status 1 and one clear sentence; the stack only where `LAUREL_DEBUG` asks for it. */
export function fail(error: unknown): never {
  process.stderr.write(`laurel: ${sentenceOf(error)}\n`);
  if (process.env.LAUREL_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exit(1);
}
