import { LIMITS } from '@laurel/contract';
import { json, type Request, type Response, Router } from 'express';
import { LaurelError } from '../../laurel.ts';
import { refuse } from '../errors/answer.ts';
import type { House } from '../house.ts';
import { type ShopContext, shopContext } from '../shop/context.ts';
import { shopRouter } from '../shop/router.ts';
import { inputOf } from './input.ts';
import { type Endpoint, endpointsOf } from './table.ts';

/** Mounts the very procedures of `shop.*` as plain REST, from what each says of itself. */
export function mountRest(house: House): Router {
  const door = Router({ caseSensitive: true, strict: true });
  const endpoints = endpointsOf(shopRouter);
  for (const endpoint of endpoints) {
    const read = json({ limit: endpoint.rest.bodyBytes ?? LIMITS.bodyBytes, type: () => true });
    const method = endpoint.rest.method.toLowerCase() as Lowercase<typeof endpoint.rest.method>;
    door[method](addressOf(endpoint), async (request, response) => {
      // The key is checked before a byte of the body is read.
      const context = await shopContext(house, request);
      await new Promise<void>((resolve, reject) =>
        read(request, response, (error?: unknown) => (error ? reject(error) : resolve())),
      );
      await answer(house, endpoint, context, request, response);
    });
  }
  for (const address of new Set(endpoints.map(addressOf))) {
    const allow = endpoints.filter((endpoint) => addressOf(endpoint) === address).map(({ rest }) => rest.method);
    door.all(address, (_request, response, next) => {
      response.setHeader('allow', allow.join(', '));
      next(new LaurelError('not_found', { allow }));
    });
  }
  return door;
}

const addressOf = ({ rest }: Endpoint) => rest.path.replace(/\{(\w+)\}/g, ':$1');

async function answer(
  house: House,
  { rest, call }: Endpoint,
  context: ShopContext,
  request: Request,
  response: Response,
): Promise<void> {
  response.setHeader('cache-control', 'no-store');
  try {
    const body = await call(shopRouter.createCaller(context), inputOf(request, rest));
    response.status(context.answer.status).set(context.answer.headers).json(body);
  } catch (error) {
    refuse(response, error, house.laurel.logger);
  }
}
