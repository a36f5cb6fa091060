import '../../page/start.ts';
import { LaurelCard } from './card.ts';

if (!customElements.get('laurel-card')) customElements.define('laurel-card', LaurelCard);
