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
    border-radius: calc(var(--_radius) * 0.72);
  }
  .link {
    inline-size: 100%;
    block-size: 36px;
    margin-block-start: calc(2 * var(--_s));
    padding-inline: calc(3 * var(--_s));
    border: 1px solid color-mix(in oklch, var(--_text) 50%, var(--_surface));
    border-radius: calc(var(--_radius) * 0.72);
    background: none;
    color: inherit;
    font: inherit;
  }
`;
