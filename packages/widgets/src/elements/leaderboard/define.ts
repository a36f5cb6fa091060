import '../../page/start.ts';
import { LaurelLeaderboard } from './leaderboard.ts';

if (!customElements.get('laurel-leaderboard')) customElements.define('laurel-leaderboard', LaurelLeaderboard);
