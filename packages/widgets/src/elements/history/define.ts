import '../../page/start.ts';
import { LaurelHistory } from './history.ts';

if (!customElements.get('laurel-history')) customElements.define('laurel-history', LaurelHistory);
