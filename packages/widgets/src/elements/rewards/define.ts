import '../../page/start.ts';
import { LaurelRewards } from './rewards.ts';

if (!customElements.get('laurel-rewards')) customElements.define('laurel-rewards', LaurelRewards);
