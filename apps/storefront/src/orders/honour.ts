import type { CouponView } from '@laurel/node';
import { productOf } from '../catalogue/product.ts';
import type { Price } from '../money/price.ts';

/** Whether this shop can do what a coupon promises. */
export function isHonoured({ give }: Pick<CouponView, 'give'>): boolean {
  if ('product' in give) return productOf(give.product) !== undefined;
  if ('sample' in give) return productOf(give.sample) !== undefined;
  return 'discount' in give || 'shipping' in give || 'giftCard' in give || 'storeCredit' in give;
}

/** What a price comes to with a coupon that is no discount: postage, a gift in the parcel, or a card that pays a part. */
export function honour(price: Price, coupon: CouponView | null): Price {
  if (!coupon) return price;
  const { give, left } = coupon;
  if ('shipping' in give) {
    const total = price.total - price.shipping;
    return { ...price, shipping: 0, total, due: total };
  }
  if ('product' in give || 'sample' in give) {
    const product = productOf('product' in give ? give.product : give.sample);
    if (!product || price.lines.length === 0) return price;
    const { sku, price: unitPrice } = product;
    const gift = { sku, quantity: 1, unitPrice, discount: unitPrice };
    return {
      ...price,
      lines: [...price.lines, gift],
      goods: price.goods + unitPrice,
      discount: price.discount + unitPrice,
    };
  }
  if (left === null) return price;
  const card = Math.min(left, price.total);
  return { ...price, card, due: price.total - card };
}
