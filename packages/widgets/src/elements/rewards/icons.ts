import type { RewardView } from '@laurel/contract';
import { html } from '../../element/template.ts';

const TAG = 'M3.5 10.5V4a.5.5 0 0 1 .5-.5h6.5l6 6a1.4 1.4 0 0 1 0 2l-5 5a1.4 1.4 0 0 1-2 0zM7 7h0';
const BOX = 'M3.5 6.5 10 3l6.5 3.5v7L10 17l-6.5-3.5zM3.5 6.5 10 10l6.5-3.5M10 10v7';
const GIFT =
  'M4 9.5h12V17H4zM3 6.5h14v3H3zM10 6.5V17M10 6.5C6 6.5 6 3 7.7 3 9.5 3 10 6.5 10 6.5s.5-3.5 2.3-3.5C14 3 14 6.5 10 6.5';
const LEAF = 'M4 16.5C4 9 9 5 16.5 4 16.5 11 13 15.5 7 14M4 16.5 11 9.5';
const KINDS: Partial<Record<RewardView['kind'], string>> = {
  amount: TAG,
  percent: TAG,
  shipping: BOX,
  product: BOX,
  sample: BOX,
  donation: LEAF,
  trees: LEAF,
};

/** What kind of thing a reward is, drawn. */
export const rewardIcon = (kind: RewardView['kind']) =>
  html`<svg viewBox="0 0 20 20" aria-hidden="true"><path d=${KINDS[kind] ?? GIFT} /></svg>`;
