import { css } from '../../element/css.ts';
import { panelStyles } from '../../element/panel.css.ts';

export const styles =
  panelStyles +
  css`
  :host {
    --_size: 17.5em;
  }
  .card {
    gap: calc(3 * var(--_s));
  }
  .name {
    font-size: 1.75em;
    font-weight: 600;
    line-height: 1.2;
  }
  .perks {
    display: grid;
    gap: var(--_s);
  }
  .perks li {
    min-block-size: 0;
    padding: 0;
    border: 0;
    column-gap: calc(2 * var(--_s));
  }
  .perks svg {
    color: var(--_accent);
  }
  .ladder {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    margin-block: auto;
    padding-block-start: calc(2 * var(--_s));
  }
  .ladder li {
    position: relative;
    display: block;
    min-block-size: 4em;
    padding: calc(2.5 * var(--_s)) calc(2 * var(--_s)) 0 0;
    border: 0;
    border-block-start: 2px solid var(--_line);
    font-size: 0.875em;
  }
  .ladder .on {
    border-color: var(--_accent);
  }
  p.quiet {
    margin-block-start: var(--_s);
  }
  .ladder b::before {
    content: '';
    position: absolute;
    inset-inline-start: 0;
    inset-block-start: -6px;
    inline-size: 10px;
    block-size: 10px;
    box-sizing: border-box;
    border: 2px solid var(--_edge);
    border-radius: 50%;
    background: var(--_surface);
  }
  .ladder .on b::before {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .ladder .now::after {
    content: '';
    position: absolute;
    inset-inline-start: -4px;
    inset-block-start: -10px;
    inline-size: 18px;
    block-size: 18px;
    box-sizing: border-box;
    border: 1.5px solid var(--_accent);
    border-radius: 50%;
  }
  @container (max-width: 26em) {
    .ladder {
      grid-auto-flow: row;
      padding: 0;
    }
    .ladder li {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      column-gap: calc(2 * var(--_s));
      min-block-size: 2.5em;
      padding: 0;
      padding-inline-start: calc(4 * var(--_s));
      border-block: 0;
      border-inline-start: 2px solid var(--_line);
    }
    .ladder b::before {
      inset-inline-start: -6px;
      inset-block-start: 4px;
    }
    .ladder .now::after {
      inset-inline-start: -10px;
      inset-block-start: 0;
    }
  }
`;
