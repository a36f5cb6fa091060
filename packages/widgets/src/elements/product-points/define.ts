import '../../page/start.ts';
import { LaurelProductPoints } from './product-points.ts';

if (!customElements.get('laurel-product-points')) customElements.define('laurel-product-points', LaurelProductPoints);
