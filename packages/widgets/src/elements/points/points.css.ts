import { css } from '../../element/css.ts';

export const styles = css`
  .card {
    display: flex;
    flex-direction: column;
    gap: calc(2 * var(--_s));
    min-block-size: 9.75em;
    justify-content: center;
  }
  .sum {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    column-gap: 0.4em;
  }
  .sum .number:first-child {
    font-size: 1.75em;
    font-weight: 600;
    line-height: 1.2;
  }
  .title {
    font-size: 1.25em;
    font-weight: 600;
    line-height: 1.3;
  }
  .gain {
    color: var(--_accent);
    font-weight: 600;
  }
  .tier {
    padding: 0 0.7em;
    border-radius: 99px;
    background: var(--_tint);
    font-size: 0.875em;
    line-height: 1.9;
    max-inline-size: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  :host([compact]) {
    display: inline-block;
    container-type: normal;
    vertical-align: middle;
  }
  :host([compact]) .card {
    flex-direction: row;
    align-items: center;
    gap: 0.4em;
    min-block-size: 0;
    block-size: 2.25em;
    padding: 0 0.9em 0 0.7em;
    border-radius: 99px;
    box-shadow: none;
    white-space: nowrap;
  }
  :host([compact]) .card svg {
    color: var(--_accent);
  }
  :host([compact]) .gain {
    position: absolute;
    inset-block-end: 100%;
    inset-inline-end: 0.9em;
  }
  :host([compact]) .wait {
    inline-size: 3.5em;
  }
`;
