import { controls } from '../../element/controls.css.ts';
import { css } from '../../element/css.ts';

export const styles =
  controls +
  css`
  .card {
    display: flex;
    flex-direction: column;
    gap: calc(4 * var(--_s));
    justify-content: center;
    min-block-size: 17em;
  }
  .offer {
    font-size: 1.25em;
    line-height: 1.35;
    text-wrap: pretty;
  }
  .offer b {
    color: var(--_accent);
  }
  label,
  .label {
    display: block;
    margin-block-end: var(--_s);
    font-size: 0.875em;
    color: var(--_muted);
  }
  .copy {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_s));
  }
  input {
    flex: 1 1 4em;
    min-inline-size: 0;
    text-overflow: ellipsis;
  }
  button,
  .ways a {
    min-block-size: 40px;
    white-space: nowrap;
  }
  .copy button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_s);
    min-inline-size: 7em;
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_s));
  }
  .ways a {
    display: inline-flex;
    align-items: center;
  }
  .qr {
    inline-size: min(14em, 100%);
    block-size: auto;
  }
  .field.wait {
    display: block;
    block-size: 40px;
  }
  .code {
    letter-spacing: 0.06em;
    font-weight: 600;
  }
  .pair {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(4 * var(--_s));
  }
  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: calc(2 * var(--_s));
    border-block-start: 1px solid var(--_line);
    padding-block-start: calc(3 * var(--_s));
  }
  .counts li {
    flex: 1 0 auto;
  }
  .counts b {
    display: block;
    font-size: 1.25em;
  }
  .friends li {
    display: flex;
    align-items: center;
    gap: calc(3 * var(--_s));
    min-block-size: 3.25em;
    padding-block: calc(2 * var(--_s));
  }
  .friends li + li {
    border-block-start: 1px solid var(--_line);
  }
  .friends div:first-child {
    flex: 1;
  }
  .ladder {
    display: flex;
    align-items: center;
  }
  .ladder i {
    inline-size: 10px;
    block-size: 10px;
    border: 1.5px solid var(--_edge);
    border-radius: 50%;
  }
  .ladder i + i {
    margin-inline-start: 16px;
    position: relative;
  }
  .ladder i + i::before {
    content: '';
    position: absolute;
    inset-inline-end: calc(100% + 1.5px);
    inset-block-start: 3px;
    inline-size: 16px;
    border-block-start: 1.5px solid var(--_edge);
  }
  .ladder i.on {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .ladder i.on::before {
    border-color: var(--_accent);
  }
  @container (min-width: 34em) {
    .pair {
      grid-template-columns: minmax(0, 1fr) auto;
    }
  }
  @media (forced-colors: active) {
    .ladder i.on {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
