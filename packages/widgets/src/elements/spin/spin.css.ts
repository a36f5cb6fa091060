import { css } from '../../element/css.ts';
import { panelStyles } from '../../element/panel.css.ts';

export const styles =
  panelStyles +
  css`
  :host {
    --_size: 20em;
  }
  ul {
    margin-inline: calc(-2 * var(--_s));
  }
  li {
    grid-template-columns: minmax(0, 1fr) auto;
    min-block-size: 2.75em;
    padding: calc(1.5 * var(--_s)) calc(2 * var(--_s));
    border: 0 !important;
    border-radius: var(--_corner);
  }
  li > div {
    grid-column: 1;
  }
  li > .end {
    grid-column: 2;
  }
  .icon {
    display: none;
  }
  .bar {
    grid-column: 1 / -1;
  }
  .drawn {
    background: var(--_tint);
    font-weight: 600;
  }
  .try {
    min-block-size: 3.75em;
    margin-block-start: auto;
  }
  .outcome {
    flex: 1;
    display: grid;
    gap: var(--_s);
  }
  @media (forced-colors: active) {
    .drawn {
      outline: 2px solid Highlight;
    }
  }
`;
