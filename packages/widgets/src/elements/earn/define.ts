import '../../page/start.ts';
import { LaurelEarn } from './earn.ts';

if (!customElements.get('laurel-earn')) customElements.define('laurel-earn', LaurelEarn);
