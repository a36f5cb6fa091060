import { createHash } from 'node:crypto';
import css from './shop.css?raw';
import js from './shop.js?raw';

/** A file that never changes under its name. */
export interface Asset {
  path: string;
  type: string;
  text: string;
}

function asset(name: string, type: string, text: string): Asset {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 10);
  return { path: `/assets/${name}-${hash}.${type === 'text/css' ? 'css' : 'js'}`, type, text };
}

export const CSS = asset('shop', 'text/css', css);
export const JS = asset('shop', 'text/javascript', js);
