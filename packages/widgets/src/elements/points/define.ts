import '../../page/start.ts';
import { LaurelPoints } from './points.ts';

if (!customElements.get('laurel-points')) customElements.define('laurel-points', LaurelPoints);
