import { PreviewInput, type PreviewView, type ProductPreview, ProductsPreviewInput } from '@laurel/contract';
import { preview as previewOne, previewProducts } from '../../use/preview/preview.ts';
import { PreviewAnswer, ProductsAnswer } from '../rest/answers/preview.ts';
import { procedure, router } from './trpc.ts';

export const preview = router({
  event: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'POST',
        path: '/v1/preview',
        summary: 'What an event or a basket would earn; nothing is kept of the question',
        input: PreviewInput,
        answer: PreviewAnswer,
      },
    })
    .input(PreviewInput)
    .mutation(({ ctx, input: { locale = ctx.locale, ...asked } }): Promise<PreviewView> => {
      return previewOne(ctx.house.laurel, ctx.program, asked, locale);
    }),

  products: procedure
    .meta({
      scope: 'read',
      rest: {
        method: 'POST',
        path: '/v1/preview/products',
        summary: 'What each of some products would earn, alone or on top of a basket',
        input: ProductsPreviewInput,
        answer: ProductsAnswer,
      },
    })
    .input(ProductsPreviewInput)
    .mutation(({ ctx, input: { locale = ctx.locale, member, guest, ...asked } }): Promise<ProductPreview[]> => {
      return previewProducts(ctx.house.laurel, ctx.program, { member, guest }, asked, locale);
    }),
});
