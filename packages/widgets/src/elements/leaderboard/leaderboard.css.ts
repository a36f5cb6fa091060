import { controls } from '../../element/controls.css.ts';
import { css } from '../../element/css.ts';

export const styles =
  controls +
  css`
  :host {
    --_row: 2.75em;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: calc(3 * var(--_s));
  }
  ol {
    position: relative;
    margin-inline: calc(-2 * var(--_s));
    max-block-size: calc(14.5 * var(--_row));
    overflow: hidden auto;
    overscroll-behavior: contain;
    border-radius: var(--_corner);
  }
  ol li {
    display: grid;
    grid-template-columns: 2em 1.75em minmax(0, 1fr) auto auto;
    align-items: center;
    column-gap: calc(2.5 * var(--_s));
    block-size: var(--_row);
    padding-inline: calc(2 * var(--_s));
    border-radius: var(--_corner);
  }
  li > .number:last-child {
    grid-column: 5;
    white-space: nowrap;
  }
  .place {
    display: grid;
    place-items: center;
    white-space: nowrap;
    color: var(--_muted);
  }
  .place.first {
    position: relative;
    color: var(--_text);
    font-weight: 600;
    font-size: 0.875em;
  }
  .place svg {
    position: absolute;
    inline-size: 2.3em;
    block-size: 2.3em;
    fill: var(--_accent);
    stroke: none;
  }
  .avatar {
    inline-size: 1.75em;
    block-size: 1.75em;
    border-radius: 50%;
    stroke: none;
  }
  .name {
    display: flex;
    align-items: center;
    white-space: nowrap;
    unicode-bidi: isolate;
  }
  .name bdi {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .me {
    position: sticky;
    inset-block: 0;
    z-index: 1;
    background: var(--_tint);
    font-weight: 600;
  }
  .you {
    margin-inline-start: 0.5em;
    padding: 0.1em 0.6em;
    border-radius: 99px;
    background: var(--_accent);
    color: var(--_on);
    font-size: 0.75em;
  }
  .moved {
    display: inline-flex;
    align-items: center;
    font-size: 0.75em;
    color: var(--_muted);
  }
  .moved svg {
    inline-size: 1.1em;
    block-size: 1.1em;
  }
  .up {
    color: var(--_accent);
  }
  .gap {
    color: var(--_muted);
    text-align: center;
  }
  .foot {
    min-block-size: 24px;
    flex-wrap: wrap;
  }
  .tabs {
    min-block-size: 36px;
  }
  .prizes {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_s) calc(4 * var(--_s));
  }
  .empty {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: var(--_s);
    text-align: center;
  }
  .empty svg {
    inline-size: 4em;
    block-size: 4em;
    margin-block-end: calc(2 * var(--_s));
    fill: var(--_line);
    stroke: none;
  }
  @media (forced-colors: active) {
    .me {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
