import { initTRPC } from '@trpc/server';
import { LaurelError } from '../../laurel.ts';
import { formatTrpcError } from '../errors/trpc.ts';
import type { StorefrontContext } from './context.ts';

/** Who may call a procedure of this door. */
interface StorefrontMeta {
  who: 'guest' | 'member';
}

const t = initTRPC.context<StorefrontContext>().meta<StorefrontMeta>().create({ errorFormatter: formatTrpcError });

export const router = t.router;

/** For anybody: each call counts for the publishable key together with the address. */
export const guest = t.procedure.meta({ who: 'guest' }).use(async ({ ctx, next }) => {
  await ctx.house.limits.take('guest', `${ctx.program.id} ${ctx.from}`);
  return next();
});

/** For whoever a member token speaks of, about their own things only. */
export const member = t.procedure.meta({ who: 'member' }).use(async ({ ctx, next }) => {
  const { holder } = ctx;
  if (!holder) throw new LaurelError('unauthorized', { expects: 'Authorization: Bearer <member token>' });
  await ctx.house.limits.take('member', JSON.stringify([ctx.program.id, holder.externalId]));
  return next({ ctx: { holder } });
});
