import '../../page/start.ts';
import { LaurelOffers } from './offers.ts';

if (!customElements.get('laurel-offers')) customElements.define('laurel-offers', LaurelOffers);
