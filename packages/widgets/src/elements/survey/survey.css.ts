import { controls } from '../../element/controls.css.ts';
import { css } from '../../element/css.ts';

export const styles =
  controls +
  css`
  .card {
    display: flex;
    flex-direction: column;
    gap: calc(4 * var(--_s));
  }
  .end {
    color: var(--_accent);
  }
  .card:not(.error) {
    align-items: stretch;
  }
  fieldset {
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }
  legend,
  .ask p {
    padding: 0;
    margin-block-end: calc(2 * var(--_s));
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_s));
  }
  label {
    position: relative;
    display: inline-grid;
    place-items: center;
    min-inline-size: 40px;
    min-block-size: 40px;
    padding-inline: calc(3 * var(--_s));
    border: 1px solid var(--_edge);
    border-radius: var(--_corner);
    font-size: 0.875em;
    cursor: pointer;
    transition: background-color 0.12s ease-out;
  }
  label:hover {
    background: var(--_tint);
  }
  input {
    position: absolute;
    inset: 0;
    opacity: 0;
    margin: 0;
    cursor: pointer;
  }
  label:has(:checked) {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on);
    font-weight: 600;
  }
  label:has(:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .pill {
    inline-size: 40px;
    block-size: 40px;
    vertical-align: top;
    border-radius: var(--_corner);
  }
  .send {
    inline-size: 5em;
    block-size: 36px;
  }
  .trouble {
    font-size: 0.875em;
  }
  .done {
    min-block-size: 40px;
    color: var(--_accent);
  }
  @media (forced-colors: active) {
    label:has(:checked) {
      outline: 3px solid Highlight;
    }
  }
`;
