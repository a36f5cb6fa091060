import type { ProductPreview, StorefrontPreviewView } from '@laurel/contract';
import type { Done, Product } from '../element/request.ts';
import type { Store } from '../store/store.ts';
import { call } from '../wire/trpc.ts';
import { failureOf } from './failure.ts';

/** Products in one question: the server takes a hundred, and a guest's stand in the address. */
const MOST = 60;
/** How long the first waits for others of the page, in milliseconds. */
const GATHER = 30;
const waiting = new Map<Store, { product: Product; done: Done<ProductPreview> }[]>();

/** What a product would earn. All that a page asks for at about the same time goes in one request. */
export function preview(store: Store, product: Product, done: Done<ProductPreview>): void {
  const others = waiting.get(store);
  if (others) others.push({ product, done });
  else {
    waiting.set(store, [{ product, done }]);
    setTimeout(() => void send(store), GATHER);
  }
}

async function send(store: Store): Promise<void> {
  const all = waiting.get(store) ?? [];
  waiting.delete(store);
  const { epoch } = store;
  const products = new Map(all.map(({ product }) => [JSON.stringify(product), product]));
  const names = [...products.keys()];
  const answers = new Map<string, ProductPreview | undefined>();
  try {
    const token = await store.token();
    const path = `storefront.${token ? 'myPreview' : 'preview'}`;
    for (let from = 0; from < names.length; from += MOST) {
      const some = names.slice(from, from + MOST);
      const input = { products: some.map((name) => products.get(name)), locale: store.state().locale };
      const view = await call<StorefrontPreviewView>(store.base, path, input, token);
      for (const [index, name] of some.entries()) answers.set(name, view.products[index]);
    }
  } catch (error) {
    for (const { done } of all) done(failureOf(error));
    return;
  }
  // Somebody else is asked for anew by the elements, which hear of it.
  if (epoch !== store.epoch) return;
  for (const { product, done } of all) done(null, answers.get(JSON.stringify(product)));
}
