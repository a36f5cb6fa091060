import { css } from '../../element/css.ts';

export const styles = css`
  :host {
    display: inline-flex;
    container-type: normal;
    vertical-align: bottom;
    min-block-size: 24px;
    max-inline-size: 100%;
  }
  .line {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    min-block-size: 24px;
    font-size: 0.875em;
    line-height: 1.3;
    color: var(--_accent);
    text-decoration: none;
  }
  button.line {
    color: var(--_muted);
  }
  b {
    font-weight: 600;
  }
  .mark {
    display: inline-block;
    position: static;
    margin-inline-start: 0.35em;
    padding: 0;
    border: 0;
    background: none;
    vertical-align: middle;
    font-size: 0.875em;
  }
`;
