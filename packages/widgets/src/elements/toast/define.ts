import '../../page/start.ts';
import { LaurelToast } from './toast.ts';

if (!customElements.get('laurel-toast')) customElements.define('laurel-toast', LaurelToast);
