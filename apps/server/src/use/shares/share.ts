import type { ShareInput, ShareView } from '@laurel/contract';
import type { z } from 'zod';
import { type Laurel, LaurelError, type PublishedProgram } from '../../laurel.ts';
import { drawCode, plain } from '../../log/codes.ts';
import type { ShareDocument } from '../../store/documents.ts';
import { isDuplicate } from '../../store/faults.ts';
import { hashOf } from '../hash.ts';
import { ensureOwn } from '../track/member.ts';
import { visitorOf } from './visitor.ts';

const CODE_LETTERS = 8;
/** Links that one member may have. */
const MOST = 500;

/**
 * A member's link to a product: the same one whenever it is asked for again.
 * @param allowed whether a page's origin may embed the program
 * @throws LaurelError `refused` where the program has no `shares`; `bad_request` for a page of another origin, or too many links
 */
export async function shareLink(
  laurel: Laurel,
  program: PublishedProgram,
  externalId: string,
  { product, url, visitor }: z.output<typeof ShareInput>,
  allowed: (origin: string) => boolean,
): Promise<ShareView> {
  if (!program.document.shares) throw new LaurelError('refused', { reason: 'no_rule' });
  const page = new URL(url);
  if (!/^https?:$/.test(page.protocol) || !allowed(page.origin))
    throw new LaurelError('bad_request', [{ path: 'url', message: 'a page of one of the program’s origins' }]);
  const { member } = await ensureOwn(laurel, program, externalId);
  const { shares } = laurel.store;
  const about = hashOf([program.id, member, product]);
  const own = visitor === undefined ? null : await visitorOf(laurel, program, visitor);
  const find = async () => (await shares.collection.findOne({ about } as never)) as unknown as ShareDocument | null;
  let share = await find();
  if (!share && (await shares.countDocuments({ program: program.id, member })) >= MOST)
    throw new LaurelError('bad_request', [{ path: 'product', message: `at most ${MOST} links for each member` }]);
  while (!share) {
    const made: ShareDocument = {
      _id: `${program.id}:${drawCode(plain(CODE_LETTERS))}`,
      about,
      program: program.id,
      member,
      product,
      own: [],
      createdAt: new Date(laurel.now()),
    };
    try {
      await shares.collection.insertOne(made as never);
      share = made;
    } catch (error) {
      // Another request was first, or the code is taken: then with another one.
      if (!isDuplicate(error)) throw error;
      share = await find();
    }
  }
  if (own && !share.own.includes(own))
    await shares.collection.updateOne(
      { _id: share._id } as never,
      { $push: { own: { $each: [own], $slice: -20 } } } as never,
    );
  const code = share._id.slice(program.id.length + 1);
  page.searchParams.set('share', code);
  return { code, link: page.href };
}
