import { css } from '../../element/css.ts';
import { panelStyles } from '../../element/panel.css.ts';

export const styles =
  panelStyles +
  css`
  :host {
    --_size: 15em;
  }
  .goal {
    flex: 1;
    display: grid;
    align-content: center;
    gap: calc(2 * var(--_s));
    padding-block: calc(2 * var(--_s));
  }
  .goal + .goal {
    border-block-start: 1px solid var(--_line);
  }
  .total {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(2 * var(--_s));
  }
  .total b {
    font-size: 1.75em;
    line-height: 1.2;
  }
  .bar {
    block-size: 8px;
  }
  .row {
    flex-wrap: wrap;
  }
  .row svg {
    vertical-align: -0.25em;
    color: var(--_accent);
  }
`;
