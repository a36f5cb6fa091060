import { createHmac } from 'node:crypto';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { secretOf } from '../programs/secret.ts';

/** A browser's visitor id as it may be kept: nobody can tell the browser by it, or recognise it in another program. */
export async function visitorOf(laurel: Laurel, program: PublishedProgram, visitor: string): Promise<string> {
  const secret = await secretOf(laurel.store, program.id);
  return createHmac('sha256', secret)
    .update(JSON.stringify(['visitor', visitor]))
    .digest('base64url')
    .slice(0, 22);
}
