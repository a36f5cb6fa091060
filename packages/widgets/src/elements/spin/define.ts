import '../../page/start.ts';
import { LaurelSpin } from './spin.ts';

if (!customElements.get('laurel-spin')) customElements.define('laurel-spin', LaurelSpin);
