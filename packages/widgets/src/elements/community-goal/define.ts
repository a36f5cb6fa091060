import '../../page/start.ts';
import { LaurelCommunityGoal } from './community-goal.ts';

if (!customElements.get('laurel-community-goal')) customElements.define('laurel-community-goal', LaurelCommunityGoal);
