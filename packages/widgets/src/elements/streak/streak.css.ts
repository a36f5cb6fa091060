import { css } from '../../element/css.ts';
import { panelStyles } from '../../element/panel.css.ts';

export const styles =
  panelStyles +
  css`
  :host {
    --_size: 14.5em;
  }
  .streak {
    display: grid;
    gap: calc(2 * var(--_s));
    padding-block: calc(2 * var(--_s));
    flex: 1;
    align-content: center;
  }
  .streak + .streak {
    border-block-start: 1px solid var(--_line);
  }
  .bar + p {
    margin-block-start: calc(1.5 * var(--_s));
  }
  .now {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(2 * var(--_s));
  }
  .now b {
    font-size: 1.75em;
    line-height: 1.2;
  }
  .row {
    flex-wrap: wrap;
    gap: calc(2 * var(--_s)) calc(4 * var(--_s));
  }
  .row svg {
    inline-size: 1em;
    block-size: 1em;
    vertical-align: -0.1em;
    color: var(--_accent);
  }
  .kept {
    color: var(--_accent);
    font-weight: 600;
  }
  input {
    inline-size: 5em;
    margin-inline-start: var(--_s);
  }
`;
