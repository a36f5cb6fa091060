import '../../page/start.ts';
import { LaurelHub } from './hub.ts';

if (!customElements.get('laurel-hub')) customElements.define('laurel-hub', LaurelHub);
