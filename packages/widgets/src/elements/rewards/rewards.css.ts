import { css } from '../../element/css.ts';
import { panelStyles } from '../../element/panel.css.ts';

export const styles =
  panelStyles +
  css`
  :host {
    --_size: 20em;
  }
  li {
    min-block-size: 5em;
  }
  .bar {
    margin-block: calc(1.5 * var(--_s)) var(--_s);
    max-inline-size: 16em;
  }
  .why {
    max-inline-size: 9em;
  }
  li > .wide,
  li > .wide:first-child {
    grid-column: 1 / -1;
    display: grid;
    gap: calc(2 * var(--_s));
    padding: calc(3 * var(--_s));
    border-radius: var(--_corner);
    background: var(--_tint);
  }
  .row {
    flex-wrap: wrap;
  }
  h3 {
    margin-block-start: calc(4 * var(--_s));
    padding-block-start: calc(4 * var(--_s));
    border-block-start: 1px solid var(--_line);
  }
  code {
    font: 600 1.25em / 1.4 ui-monospace, Menlo, Consolas, monospace;
    letter-spacing: 0.04em;
    direction: ltr;
    unicode-bidi: isolate;
    user-select: all;
  }
  .qr {
    inline-size: min(14em, 100%);
    block-size: auto;
    border-radius: var(--_corner);
  }
`;
