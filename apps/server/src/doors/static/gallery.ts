import { join } from 'node:path';
import express, { Router } from 'express';
import { nothingHere } from '../errors/answer.ts';

/**
 * The gallery: every element in every state, the theme editor, and a page of reference each. It stands beside the SDK's files,
 * since it is built with them.
 */
export function galleryPages(sdkDir: string): Router {
  const pages = Router({ strict: true });
  // The pages name each other beside themselves.
  pages.get('/', (request, response, next) => {
    const [path = '', ...asked] = request.originalUrl.split('?');
    if (path.endsWith('/')) next();
    else response.redirect(301, [`${request.baseUrl}/`, ...asked].join('?'));
  });
  pages.use(express.static(join(sdkDir, '../gallery'), { redirect: false, extensions: ['html'] }), nothingHere);
  return pages;
}
