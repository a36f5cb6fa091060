import { css } from '../../element/css.ts';
import { panelStyles } from '../../element/panel.css.ts';

export const styles =
  panelStyles +
  css`
  :host {
    --_size: 27em;
  }
  li {
    grid-template-columns: minmax(0, 1fr) auto;
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
  .more {
    gap: calc(4 * var(--_s));
  }
  form {
    display: grid;
    gap: calc(3 * var(--_s));
    justify-items: start;
    padding-block: calc(3 * var(--_s));
  }
  label {
    display: grid;
    gap: var(--_s);
    font-size: 0.875em;
  }
  @container (max-width: 22em) {
    li > .end {
      grid-column: 1;
    }
  }
`;
