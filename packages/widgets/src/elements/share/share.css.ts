import { controls } from '../../element/controls.css.ts';
import { css } from '../../element/css.ts';

export const styles =
  controls +
  css`
  .row {
    gap: calc(3 * var(--_s));
    min-block-size: 40px;
  }
  button {
    flex: none;
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
  }
  .wait.button {
    inline-size: 6em;
    block-size: 36px;
    border-radius: var(--_corner);
  }
  .link {
    inline-size: 100%;
    margin-block-start: calc(2 * var(--_s));
  }
`;
