import '../../page/start.ts';
import { LaurelTier } from './tier.ts';

if (!customElements.get('laurel-tier')) customElements.define('laurel-tier', LaurelTier);
