import { css } from './css.ts';

/** What only a face with words has. It comes with the words, after the tokens and before an element's own styles. */
export const said = css`
  .end {
    margin-inline-start: auto;
  }
  p,
  b,
  h2,
  span,
  button {
    unicode-bidi: plaintext;
  }
  a,
  button {
    display: inline-block;
    min-block-size: 24px;
    padding: 0;
    border: 0;
    background: none;
    font: inherit;
    font-weight: 600;
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  :focus-visible,
  ::slotted(:focus-visible) {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .mark {
    position: absolute;
    inset-block-start: -0.7em;
    inset-inline-end: calc(4 * var(--_s));
    padding: 0.1em 0.5em;
    border: 1px solid var(--_line);
    border-radius: 99px;
    background: var(--_surface);
    color: var(--_muted);
    line-height: 0;
  }
  .error {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    justify-content: center;
    gap: calc(2 * var(--_s));
  }
  .card:has(+ .unfold):not(:has(form)) {
    block-size: 0;
    justify-content: start;
    overflow: hidden auto;
    overflow-anchor: none;
    scrollbar-width: thin;
    padding-block-end: 3em;
  }
  .card:has(+ .unfold) > * {
    flex-shrink: 0;
  }
  .card:has(form) + .unfold {
    display: none;
  }
  .unfold {
    position: absolute;
    inset: auto 1px 1px;
    padding: var(--_s) calc(4 * var(--_s));
    border-block-start: 1px solid var(--_line);
    border-end-start-radius: var(--_radius);
    border-end-end-radius: var(--_radius);
    background: var(--_surface);
  }
  .bar i {
    display: block;
    block-size: 100%;
    border-radius: 4px;
    background: var(--_accent);
    transition: inline-size calc(0.48s * var(--laurel-motion, 1)) cubic-bezier(0.2, 0.7, 0.2, 1);
  }
  @media (forced-colors: active) {
    .bar i {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
`;
