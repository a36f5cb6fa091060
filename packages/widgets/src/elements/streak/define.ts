import '../../page/start.ts';
import { LaurelStreak } from './streak.ts';

if (!customElements.get('laurel-streak')) customElements.define('laurel-streak', LaurelStreak);
