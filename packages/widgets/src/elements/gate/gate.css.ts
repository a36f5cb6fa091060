import { css } from '../../element/css.ts';

export const styles = css`
  /* What is within is the shop's own, and looks as it would without. */
  :host {
    font-family: inherit;
    line-height: inherit;
    color: inherit;
    text-align: inherit;
    overflow-wrap: inherit;
  }
  :host(:dir(rtl)) {
    text-align: inherit;
  }
  .card:not(.error) {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(2 * var(--_s)) calc(3 * var(--_s));
    border-style: dashed;
    box-shadow: none;
    color: var(--_muted);
  }
  .card:not(.error) p:first-of-type {
    flex: 1 1 12em;
  }
  .veil {
    visibility: hidden;
  }
`;
