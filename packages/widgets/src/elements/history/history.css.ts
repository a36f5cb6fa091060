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
  @container (max-width: 22em) {
    li > .end {
      grid-column: 1;
    }
  }
`;
