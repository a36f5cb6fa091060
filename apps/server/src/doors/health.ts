import { type RequestHandler, Router } from 'express';
import { metrics } from '../metrics.ts';
import type { Projector } from '../project/projector.ts';
import type { House } from './house.ts';

const PATIENCE = 2_000;

/** `/livez`, `/readyz` and `/metrics`, for those who run it. */
export function health(house: House, projector: Projector, stopping: () => boolean): Router {
  const door = Router();
  door.get('/livez', (_request, response) => void response.json({ status: 'ok' }));
  door.get('/readyz', ready(house, projector, stopping));
  door.get('/metrics', async (_request, response) => {
    response.type(metrics.contentType).send(await metrics.metrics());
  });
  return door;
}

/** Ready: the store answers, boards are loaded, and somebody projects and has caught up. */
function ready({ laurel, boards }: House, projector: Projector, stopping: () => boolean): RequestHandler {
  return async (_request, response) => {
    const checks = {
      serving: !stopping(),
      store: await reachable(laurel.store.connection.db?.command({ ping: 1 }, { timeoutMS: PATIENCE })),
      boards: boards.ready(),
      projector: await projector.caughtUp().catch(() => false),
    };
    const ok = Object.values(checks).every(Boolean);
    response
      .status(ok ? 200 : 503)
      .set('cache-control', 'no-store')
      .json({ status: ok ? 'ok' : 'not ready', checks });
  };
}

async function reachable(question: Promise<unknown> | undefined): Promise<boolean> {
  try {
    await question;
    return question !== undefined;
  } catch {
    return false;
  }
}
