import goods from '../../demo/products.json' with { type: 'json' };
import type { Look } from '../pictures/draw.ts';
import type { Language } from '../text/language.ts';

export const CATEGORIES = ['table', 'kitchen', 'light', 'home', 'cosy', 'bags', 'play', 'party'] as const;
export type Category = (typeof CATEGORIES)[number];

export interface Product {
  sku: string;
  /** Stands in the product's address. */
  slug: string;
  category: Category;
  /** Pence, tax included. */
  price: number;
  name: Record<Language, string>;
  description: Record<Language, string>;
  picture: Look;
}

/** `Regency cake stand, three tiers` → `regency-cake-stand-three-tiers`. */
function slugOf(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

export const PRODUCTS: readonly Product[] = (goods as Omit<Product, 'slug'>[]).map((product) => ({
  ...product,
  slug: slugOf(product.name.en),
}));

const bySku = new Map(PRODUCTS.map((product) => [product.sku, product]));
const bySlug = new Map(PRODUCTS.map((product) => [product.slug, product]));

export const productOf = (sku: string): Product | undefined => bySku.get(sku);
export const productAt = (slug: string): Product | undefined => bySlug.get(slug);
export const isCategory = (text: string): text is Category => (CATEGORIES as readonly string[]).includes(text);
