import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import serif from '@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2?inline';
import js from './shop.js?raw';
import board from './styles/board.css?raw';
import controls from './styles/controls.css?raw';
import empty from './styles/empty.css?raw';
import frame from './styles/frame.css?raw';
import ground from './styles/ground.css?raw';
import order from './styles/order.css?raw';
import people from './styles/people.css?raw';
import product from './styles/product.css?raw';
import shelf from './styles/shelf.css?raw';

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
// Later ones speak of pages, and come after what holds for all.
const css = [ground, controls, frame, shelf, product, order, people, board, empty].join('');
export const CSS = asset('shop', 'css', 'text/css', css.replace('/assets/newsreader.woff2', SERIF.path));
export const JS = asset('shop', 'js', 'text/javascript', js);
