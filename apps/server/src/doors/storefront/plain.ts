import express, { type RequestHandler, Router } from 'express';
import { scopeOf } from '../request.ts';

/**
 * A member's question as a page's first request: `text/plain`, the member token, a line feed, and tRPC's body. A browser sends that
 * to another origin without asking first, where a header `authorization` would cost it a round trip; see decision 0320. It goes on
 * as if it had come by tRPC's own form.
 * @param limit bytes of the body
 */
export function plainQuestions(limit: number): RequestHandler {
  const door = Router();
  // So that a refusal can tell how much there may be.
  door.use((request, _response, next) => {
    scopeOf(request).bodyLimit = limit;
    next();
  });
  return door.use(express.text({ type: 'text/plain', limit }), (request, _response, next) => {
    if (typeof request.body === 'string') {
      const { token, input = request.body } = /^(?<token>[^\n]*)\n(?<input>.*)$/s.exec(request.body)?.groups ?? {};
      request.body = input;
      request.headers['content-type'] = 'application/json';
      if (token) request.headers.authorization = `Bearer ${token}`;
    }
    next();
  });
}
