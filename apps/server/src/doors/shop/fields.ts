import { ShopId } from '@laurel/contract';
import { z } from 'zod';

/** Fields that several inputs of this door share. */
export const ExternalId = ShopId.describe('the shop’s own id of the shopper');
export const Locale = z.string().max(35).optional().describe('the language of names and sentences, e.g. "fr"');
