import '../../page/start.ts';
import { LaurelGate } from './gate.ts';

if (!customElements.get('laurel-gate')) customElements.define('laurel-gate', LaurelGate);
