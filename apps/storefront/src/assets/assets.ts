import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import serif from '@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2?inline';
import css from './shop.css?raw';
import js from './shop.js?raw';

/** A file that never changes under its name. */
export interface Asset {
  path: string;
  type: string;
  body: Buffer;
}

function asset(name: string, ending: string, type: string, content: string | Buffer): Asset {
  const body = Buffer.from(content);
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 10);
  return { path: `/assets/${name}-${hash}.${ending}`, type, body };
}

/** Newsreader, for headings: SIL Open Font License 1.1. */
export const SERIF = asset(
  'newsreader',
  'woff2',
  'font/woff2',
  Buffer.from(serif.slice(serif.indexOf(',') + 1), 'base64'),
);
export const CSS = asset('shop', 'css', 'text/css', css.replace('/assets/newsreader.woff2', SERIF.path));
export const JS = asset('shop', 'js', 'text/javascript', js);
