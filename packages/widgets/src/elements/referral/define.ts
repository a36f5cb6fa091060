import '../../page/start.ts';
import { LaurelReferral } from './referral.ts';

if (!customElements.get('laurel-referral')) customElements.define('laurel-referral', LaurelReferral);
