import '../../page/start.ts';
import { LaurelShare } from './share.ts';

if (!customElements.get('laurel-share')) customElements.define('laurel-share', LaurelShare);
