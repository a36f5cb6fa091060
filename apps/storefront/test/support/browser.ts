/** What a page came to. */
export interface Page {
  status: number;
  url: string;
  text: string;
  headers: Headers;
}

/** A browser without a screen: keeps cookies, follows redirects, posts forms. */
export function newBrowser(base: string, headers: Record<string, string> = {}) {
  const jar = new Map<string, string>();

  const request = async (path: string, init: RequestInit = {}): Promise<Page> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, base), {
      redirect: 'manual',
      ...init,
      headers: { 'accept-language': 'en', ...headers, ...init.headers, ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0|1970/i.test(line) || value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return { status: response.status, url: path, text: await response.text(), headers: response.headers };
  };

  const follow = async (page: Page): Promise<Page> => {
    const to = page.headers.get('location');
    return page.status === 303 || page.status === 302 ? follow(await request(to ?? '/')) : page;
  };

  return {
    jar,
    request,
    get: async (path: string) => follow(await request(path)),
    post: async (path: string, fields: Record<string, string> = {}, extra: Record<string, string> = {}) =>
      follow(await request(path, { method: 'POST', body: new URLSearchParams(fields), headers: extra })),
    async signIn(shopper: string) {
      return this.post('/sign-in', { shopper, back: '/account' });
    },
    /** Puts goods in the basket and pays what the button says. @returns the order's page */
    async buy(sku: string, quantity = 1) {
      await this.post('/basket/add', { sku, quantity: String(quantity) });
      const checkout = await this.get('/checkout');
      const total = /name="total" value="(\d+)"/.exec(checkout.text)?.[1] ?? '';
      return this.post('/checkout', { total });
    },
  };
}

export const orderId = (page: Page): string => /\/orders\/(H\d+)/.exec(page.url)?.[1] ?? '';
