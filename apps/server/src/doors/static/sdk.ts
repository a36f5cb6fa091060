import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { nothingHere } from '../errors/answer.ts';

const FIVE_MINUTES = 'public, max-age=300';
const FOREVER = 'public, max-age=31536000, immutable';
/** The two addresses that pages name; all else carries its hash in its name. */
const SHORT = new Set(['/laurel.js', '/laurel.css']);

/** The browser SDK, for pages of any origin. */
export function sdkFiles(folder: string): Router {
  const files = Router();
  files.use(
    openToAll,
    express.static(folder, { index: false, redirect: false, setHeaders: keep(folder) }),
    nothingHere,
  );
  return files;
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

const HASHED = /[-.][A-Za-z0-9_-]{8,}\.\w+(\.map)?$/;
