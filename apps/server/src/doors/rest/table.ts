import type { z } from 'zod';
import type { RestMeta, ShopMeta } from '../shop/meta.ts';
import type { ShopRouter } from '../shop/router.ts';

/** A procedure as REST serves it. */
export interface Endpoint {
  /** `shop.events.send` */
  name: string;
  scope: ShopMeta['scope'];
  rest: RestMeta;
  /** The schema of the whole input, path and query included; null where there is none. */
  input: z.ZodType | null;
  call(caller: ReturnType<ShopRouter['createCaller']>, input: unknown): Promise<unknown>;
}

/** Every procedure of the shop's door, in the order of its table. */
export function endpointsOf(router: ShopRouter): Endpoint[] {
  return Object.entries(router._def.procedures as unknown as Record<string, Procedure>).map(([name, { _def }]) => {
    if (!_def.meta) throw new Error(`${name} does not say how it stands under /v1`);
    const { scope, rest } = _def.meta;
    return {
      name,
      scope,
      rest,
      input: rest.input ?? _def.inputs[0] ?? null,
      call: (caller, input) => walk(caller, name)(input),
    };
  });
}

/** What tRPC keeps of a procedure. */
interface Procedure {
  _def: { meta?: ShopMeta; inputs: z.ZodType[] };
}

function walk(caller: unknown, name: string): (input: unknown) => Promise<unknown> {
  return name.split('.').reduce((at, part) => (at as Record<string, unknown>)[part], caller) as ReturnType<typeof walk>;
}
