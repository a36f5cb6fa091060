import type { StorefrontPreviewInput, StorefrontPreviewView } from '@laurel/contract';
import type { z } from 'zod';
import type { Laurel, PublishedProgram } from '../../laurel.ts';
import { previewBasket, previewProducts } from './preview.ts';

/**
 * What a page's basket and products would earn, in one answer.
 * @param externalId null for a guest, who is answered as if they joined now
 */
export async function previewForPage(
  laurel: Laurel,
  program: PublishedProgram,
  { basket, products, locale }: z.output<typeof StorefrontPreviewInput>,
  externalId: string | null,
): Promise<StorefrontPreviewView> {
  const who = externalId === null ? {} : { member: externalId, joined: true };
  const [ofBasket, ofProducts] = await Promise.all([
    basket === undefined ? null : previewBasket(laurel, program, who, basket, locale),
    products.length === 0 ? [] : previewProducts(laurel, program, who, { products, basket }, locale),
  ]);
  return { basket: ofBasket, products: ofProducts };
}
