import { css } from './css.ts';

/** Rows, lists and buttons, for elements that have them. Before an element's own styles. */
export const controls = css`
  .row {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--_s));
  }
  ul,
  ol {
    padding: 0;
    list-style: none;
  }
  b,
  h2,
  h3 {
    font-size: 1em;
    font-weight: 600;
  }
  .input {
    max-inline-size: 100%;
    block-size: 40px;
    padding-inline: calc(3 * var(--_s));
    border: 1px solid var(--_edge);
    border-radius: var(--_corner);
    background: none;
    color: inherit;
    font: inherit;
  }
  button,
  a[part='button'] {
    min-block-size: 36px;
    padding-inline: calc(3 * var(--_s));
    border: 1px solid var(--_edge);
    border-radius: var(--_corner);
    font-size: 0.875em;
    color: var(--_text);
    text-decoration: none;
    transition: background-color calc(0.12s * var(--laurel-motion, 1)) ease-out;
  }
  button:hover {
    background: var(--_tint);
  }
  button.main {
    border-color: #0000;
    background: var(--_accent);
    color: var(--_on);
  }
  @media (forced-colors: active) {
    button.main {
      border: 2px solid Highlight;
    }
  }
  button.main:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  button.text {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--_muted);
  }
  button.text:hover {
    color: var(--_text);
  }
`;
