import { initTRPC } from '@trpc/server';
import { LaurelError } from '../../laurel.ts';
import { formatTrpcError } from '../errors/trpc.ts';
import type { ShopContext } from './context.ts';
import type { ShopMeta } from './meta.ts';

const t = initTRPC.context<ShopContext>().meta<ShopMeta>().create({ errorFormatter: formatTrpcError });

const REACH = { read: 1, write: 2, admin: 3 } as const;

/** Each call counts and asks for the scope that its procedure names; a procedure that names none is open to nobody. */
const guard = t.middleware(async ({ ctx, meta, next }) => {
  await ctx.house.limits.take('key', ctx.key.id);
  if (!meta || REACH[ctx.key.scope] < REACH[meta.scope])
    throw new LaurelError('forbidden', { needs: meta?.scope, has: ctx.key.scope });
  return next();
});

export const router = t.router;
export const procedure = t.procedure.use(guard);
