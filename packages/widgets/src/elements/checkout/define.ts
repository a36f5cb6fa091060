import '../../page/start.ts';
import { LaurelCheckout } from './checkout.ts';

if (!customElements.get('laurel-checkout')) customElements.define('laurel-checkout', LaurelCheckout);
