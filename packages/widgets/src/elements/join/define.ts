import '../../page/start.ts';
import { LaurelJoin } from './join.ts';

if (!customElements.get('laurel-join')) customElements.define('laurel-join', LaurelJoin);
