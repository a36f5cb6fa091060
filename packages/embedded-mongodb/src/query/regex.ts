import type { BSONRegExp } from 'bson';
import { MongoError } from '../errors/MongoError.ts';

/** A PCRE as JavaScript can run it: `i m s u x`, leading `(?i)` groups, `\A \z \Z`, possessive-free syntax. */
export function toRegExp(source: { pattern: string; options: string } | BSONRegExp): RegExp {
  let { pattern, options } = source;
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  if (inline) {
    pattern = pattern.slice(inline[0].length);
    options += inline[1];
  }
  for (const flag of options) {
    if (!'imsxu'.includes(flag) && flag !== 'l') throw new MongoError(51108, `invalid flag in regex options: ${flag}`);
  }
  if (options.includes('x'))
    pattern = pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (part) => (/^(\s|#)/.test(part) ? '' : part));
  pattern = pattern
    .replace(/\\A/g, '^')
    .replace(/\\[zZ]/g, '$')
    .replace(/\(\?P</g, '(?<')
    .replace(/\[\[:(\w+):\]\]/g, (_, name: string) => POSIX[name] ?? '');
  const flags = [...new Set(options)].filter((flag) => 'ims'.includes(flag)).join('');
  for (const unicode of ['u', '']) {
    try {
      return new RegExp(pattern, flags + unicode);
    } catch {
      // Some patterns (`\-`, `\_`) are fine for PCRE and for old JavaScript only.
    }
  }
  throw new MongoError(51091, `Regular expression is invalid: ${source.pattern}`);
}

const POSIX: Record<string, string> = {
  alpha: '[A-Za-z]',
  digit: '[0-9]',
  alnum: '[A-Za-z0-9]',
  space: '\\s',
  upper: '[A-Z]',
  lower: '[a-z]',
  punct: '[!-\\/:-@\\[-`{-~]',
};
