import { controls } from './controls.css.ts';
import { css } from './css.ts';

/** A titled box with rows: what most elements are. Before an element's own styles. */
export const panelStyles =
  controls +
  css`
  .card {
    min-block-size: var(--_size, 12em);
    display: flex;
    flex-direction: column;
  }
  .card[aria-busy] {
    block-size: 0;
    overflow: clip;
  }
  li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    column-gap: calc(3 * var(--_s));
    row-gap: var(--_s);
    min-block-size: 4.25em;
    padding-block: calc(2.5 * var(--_s));
  }
  li + li {
    border-block-start: 1px solid var(--_line);
  }
  li > div {
    grid-column: 2;
    min-inline-size: 0;
  }
  li > .end {
    grid-column: 3;
    text-align: end;
  }
  .icon {
    display: grid;
    place-items: center;
    inline-size: 2.25em;
    block-size: 2.25em;
    border-radius: 50%;
    background: var(--_tint);
    color: var(--_accent);
  }
  .strong {
    font-weight: 600;
    white-space: nowrap;
  }
  .gain {
    color: var(--_accent);
  }
  .empty {
    flex: 1;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: calc(2 * var(--_s));
    padding-block: calc(4 * var(--_s));
    text-align: center;
    text-wrap: balance;
  }
  .more {
    align-self: start;
    margin-block-start: auto;
  }
  @container (max-width: 22em) {
    li > .end {
      grid-column: 2;
      text-align: inherit;
      white-space: normal;
      margin: 0;
    }
  }
`;
