import { extname, join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import type { Store } from '../../store/store.ts';
import { HASHED, keptFile } from '../../use/sdk/keep.ts';
import { nothingHere } from '../errors/answer.ts';

const FIVE_MINUTES = 'public, max-age=300';
const FOREVER = 'public, max-age=31536000, immutable';
/** The two addresses that pages name; all else carries its hash in its name. */
const SHORT = new Set(['/laurel.js', '/laurel.css']);

/**
 * The browser SDK, for pages of any origin. What a page of an earlier release asks for, or one of a release that only another
 * process has, comes from the store.
 */
export function sdkFiles(folder: string, store: Store): Router {
  const files = Router();
  files.use(
    openToAll,
    express.static(folder, { index: false, redirect: false, setHeaders: keep(folder) }),
    released(store),
    nothingHere,
  );
  return files;
}

function released(store: Store): RequestHandler {
  return (request, response, next) => {
    const name = request.path.slice(1);
    if (!HASHED.test(name) || name.includes('/') || !['GET', 'HEAD'].includes(request.method)) return next();
    keptFile(store, name).then((bytes) => {
      if (!bytes) return next();
      response.setHeader('cache-control', FOREVER);
      response.type(extname(name)).send(bytes);
    }, next);
  };
}

const openToAll: RequestHandler = (_request, response, next) => {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  response.setHeader('timing-allow-origin', '*');
  next();
};

const keep = (folder: string) => {
  const short = new Set([...SHORT].map((name) => join(folder, name)));
  return (response: { setHeader(name: string, value: string): void }, path: string) =>
    response.setHeader('cache-control', short.has(path) || !HASHED.test(path) ? FIVE_MINUTES : FOREVER);
};
