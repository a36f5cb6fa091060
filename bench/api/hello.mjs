// The bare server that the API is compared with: Express, tRPC, one procedure that checks its input and says hello.
import { initTRPC } from '@trpc/server';
import { createExpressMiddleware } from '@trpc/server/adapters/express';
import express from 'express';
import { z } from 'zod';

const { procedure, router } = initTRPC.create();
const hello = router({
  hello: procedure.input(z.object({ name: z.string() })).mutation(({ input }) => ({ text: `Hello ${input.name}` })),
});
const server = express()
  .use('/trpc', createExpressMiddleware({ router: hello }))
  .listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
