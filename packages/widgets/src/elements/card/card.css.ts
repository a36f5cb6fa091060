import { controls } from '../../element/controls.css.ts';
import { css } from '../../element/css.ts';

export const styles =
  controls +
  css`
  section.card,
  .card[aria-busy] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    align-content: center;
    gap: calc(4 * var(--_s)) calc(6 * var(--_s));
    min-block-size: 14.125em;
  }
  /* Where the words go below the code: its 12em, what is between, and the 9em of the words. */
  @container (max-width: calc(22.5em + 33.9px)) {
    section.card,
    .card[aria-busy] {
      min-block-size: 22.75em;
    }
  }
  .card[aria-busy] {
    block-size: 0;
    overflow: clip;
  }
  .card.column {
    display: grid;
    justify-items: start;
    gap: calc(2 * var(--_s));
  }
  .code {
    inline-size: 12em;
    max-inline-size: 100%;
    aspect-ratio: 1;
    overflow: hidden;
    border-radius: var(--_corner);
  }
  .qr,
  .square {
    display: block;
    inline-size: 100%;
    block-size: 100%;
  }
  .trouble {
    overflow: auto;
    font-size: 0.875em;
  }
  .trouble .card {
    padding: 0;
    border: 0;
    box-shadow: none;
  }
  .about {
    flex: 1 1 9em;
  }
  .about h2 {
    font-size: 1.25em;
    line-height: 1.3;
  }
  .about .number {
    font-weight: 600;
    color: var(--_accent);
  }
  .about p:last-child {
    margin-block-start: calc(3 * var(--_s));
  }
`;
