import '../../page/start.ts';
import { LaurelSurvey } from './survey.ts';

if (!customElements.get('laurel-survey')) customElements.define('laurel-survey', LaurelSurvey);
