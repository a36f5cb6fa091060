import { controls } from '../../element/controls.css.ts';
import { css } from '../../element/css.ts';

export const styles =
  controls +
  css`
  .card {
    min-block-size: 17.5em;
    padding-block-end: calc(2 * var(--_s));
  }
  li {
    padding-block: calc(3.5 * var(--_s));
    min-block-size: 4.75em;
    border-block-end: 1px solid var(--_line);
  }
  li:last-child {
    border: 0;
  }
  h3 {
    font-size: 1em;
    font-weight: 600;
  }
  .goal {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    column-gap: calc(4 * var(--_s));
    row-gap: calc(1.5 * var(--_s));
    align-items: baseline;
  }
  @container (max-width: 14em) {
    .goal {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  .goal > .wide {
    grid-column: 1 / -1;
  }
  .reward {
    color: var(--_accent);
    font-weight: 600;
    white-space: nowrap;
  }
  .way {
    display: flex;
    align-items: center;
    gap: calc(3 * var(--_s));
    min-block-size: 1.25em;
  }
  .way > .bar,
  .steps {
    flex: 1;
    max-inline-size: 22em;
  }
  .steps {
    display: flex;
    gap: var(--_s);
  }
  .steps i {
    flex: 1;
    block-size: 6px;
    border-radius: 6px;
    background: var(--_line);
    transition: background-color 0.24s ease-out;
  }
  .steps i.on {
    background: var(--_accent);
  }
  .parts {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s) calc(4 * var(--_s));
  }
  .parts li {
    display: flex;
    align-items: center;
    gap: var(--_s);
    padding: 0;
    min-block-size: 0;
    border: 0;
  }
  .parts svg {
    color: var(--_accent);
    inline-size: 1em;
    block-size: 1em;
  }
  .dot {
    inline-size: 1em;
    block-size: 1em;
    border: 1.5px solid var(--_edge);
    border-radius: 50%;
    transform: scale(0.7);
  }
  .done svg {
    color: var(--_accent);
  }
  .empty {
    display: grid;
    place-content: center;
    min-block-size: 12em;
    text-align: center;
    text-wrap: balance;
  }
  .more {
    margin-inline-end: calc(4 * var(--_s));
  }
  @media (forced-colors: active) {
    .steps i {
      border: 1px solid;
    }
    .steps i.on {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
