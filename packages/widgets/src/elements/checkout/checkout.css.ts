import { controls } from '../../element/controls.css.ts';
import { css } from '../../element/css.ts';

export const styles =
  controls +
  css`
  .card {
    display: flex;
    flex-direction: column;
    justify-content: center;
    gap: calc(2 * var(--_s));
    min-block-size: 9.625em;
  }
  label {
    font-weight: 600;
  }
  .row {
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
  }
  [part='worth'] {
    font-size: 1.25em;
    color: var(--_accent);
  }
  input {
    inline-size: 100%;
    block-size: 28px;
    margin: 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }
  .bar {
    margin-block: 12px;
  }
`;
