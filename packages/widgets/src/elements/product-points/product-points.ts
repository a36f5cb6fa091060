import type { ProductPreview } from '@laurel/contract';
import { LaurelElement, type Scene } from '../../element/element.ts';
import { offlineIcon } from '../../element/offline-icon.ts';
import type { Product } from '../../element/request.ts';
import { sprigIcon } from '../../element/sprig-icon.ts';
import { html, nothing, type TemplateResult } from '../../element/template.ts';
import type { Failure } from '../../store/state.ts';
import { styles } from './product-points.css.ts';

/**
 * What the shopper would earn with one product, by all rules, campaigns and their own tier. Many on one page are one request.
 * Shows nothing, in its place, for a product that earns nothing.
 *
 * @summary "Earn 42 points", at a product's price.
 * @csspart text - The sentence.
 * @csspart offline - The mark that the value is the last known.
 * @cssproperty [--laurel-accent=#2e6b4a] - The colour of the sprig and the sentence.
 * @attr {string} sku - The product's code in the shop.
 * @attr {number} price - What one piece costs, in minor units.
 * @attr {number} [quantity=1] - How many pieces.
 * @attr {number} discount - What is taken off in all, in minor units.
 * @attr {string} category - The product's category, where rules ask for it.
 * @attr {string} brand - The product's brand, where rules ask for it.
 * @attr {string} program - The publishable key, where a page has several programs.
 * @fires laurel-request - What it asks of the page.
 */
export class LaurelProductPoints extends LaurelElement {
  static override styles = styles;
  static override reads = ['sku', 'price', 'quantity', 'discount', 'category', 'brand'];

  #asked = '';
  #answer: ProductPreview | null = null;
  #failure: Failure | null = null;

  /** The product as its attributes say it; null where they do not name one with a price. */
  #product(): Product | null {
    const whole = (name: string, least: number) => {
      const value = Number(this.getAttribute(name) ?? Number.NaN);
      return Number.isSafeInteger(value) && value >= least ? value : null;
    };
    const sku = this.getAttribute('sku');
    const unitPrice = whole('price', 0);
    if (!sku || unitPrice === null) return null;
    const product: Product = { sku, unitPrice, quantity: whole('quantity', 1) ?? 1 };
    const discount = whole('discount', 1);
    if (discount) product.discount = discount;
    for (const name of ['category', 'brand'] as const) {
      const value = this.getAttribute(name);
      if (value) product[name] = value;
    }
    return product;
  }

  /** Asks anew when the answer may be another: for another product or person, tier, program or language. */
  #look({ state, program }: Scene): void {
    const product = this.#product();
    const { member } = state;
    const asked = JSON.stringify([
      product,
      state.identity,
      member?.status,
      member?.tier.id,
      program.version,
      state.locale,
    ]);
    if (!product || asked === this.#asked) return;
    this.#asked = asked;
    this.ask({
      kind: 'preview',
      product,
      done: (failure, answer) => {
        if (asked !== this.#asked) return;
        this.#failure = failure;
        this.#answer = answer ?? this.#answer;
        this.requestUpdate();
      },
    });
  }

  protected override draw(scene: Scene): unknown {
    this.#look(scene);
    const { speech } = scene;
    const answer = this.#answer;
    if (answer) {
      if (answer.points <= 0) return nothing;
      const points = html`<b class="number">${speech.points(answer.points)}</b>`;
      return html`<span class="line" part="text">${sprigIcon}<span>${speech.parts('product.earn', { points })}</span></span>`;
    }
    if (!this.#failure) return this.#product() ? this.wait() : nothing;
    const again = () => {
      this.#asked = '';
      this.#failure = null;
      this.requestUpdate();
    };
    return html`<button class="line" type="button" @click=${again}>${offlineIcon}${speech.say('again')}</button>`;
  }

  protected override size(): string {
    return 'line';
  }

  protected override wait(): TemplateResult {
    return html`<span class="line" aria-busy="true">${sprigIcon}<span class="wait">88 points</span></span>`;
  }
}
