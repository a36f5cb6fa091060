import '../../page/start.ts';
import { LaurelChallenges } from './challenges.ts';

if (!customElements.get('laurel-challenges')) customElements.define('laurel-challenges', LaurelChallenges);
