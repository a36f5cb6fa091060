import '../../page/start.ts';
import { LaurelBadges } from './badges.ts';

if (!customElements.get('laurel-badges')) customElements.define('laurel-badges', LaurelBadges);
