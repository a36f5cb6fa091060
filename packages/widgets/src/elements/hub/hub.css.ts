import { controls } from '../../element/controls.css.ts';
import { css } from '../../element/css.ts';

export const styles =
  controls +
  css`
  :host {
    position: fixed;
    z-index: 2147482000;
    inset-block-end: calc(var(--laurel-hub-offset, 20px) + env(safe-area-inset-bottom));
    inset-inline-end: calc(var(--laurel-hub-offset, 20px) + env(safe-area-inset-right));
    display: flex;
    justify-content: flex-end;
    inline-size: 11em;
    block-size: 52px;
    container-type: normal;
    pointer-events: none;
  }
  .launch,
  .error,
  dialog {
    pointer-events: auto;
  }
  .error {
    min-block-size: 0 !important;
    position: absolute;
    inset: auto 0 0 auto;
    padding: calc(2 * var(--_s)) calc(4 * var(--_s));
    inline-size: min(18em, calc(100vw - 40px));
  }
  :host(:dir(rtl)) .error {
    inset: auto auto 0 0;
  }
  .launch {
    display: flex;
    align-items: center;
    gap: calc(2 * var(--_s));
    flex: none;
    block-size: 52px;
    white-space: nowrap;
    padding-inline: calc(4.5 * var(--_s)) calc(5 * var(--_s));
    border: 0;
    border-radius: 99px;
    background: var(--_accent);
    color: var(--_on);
    font-size: 1em;
    box-shadow: var(--laurel-shadow, 0 2px 4px #0000001f, 0 10px 28px -8px #0000004d);
  }
  .launch:hover {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  .launch.wait {
    inline-size: 8em;
  }
  dialog {
    position: fixed;
    inset: auto;
    inset-block: 16px;
    inset-inline-end: 16px;
    display: none;
    flex-direction: column;
    inline-size: min(440px, calc(100vw - 32px));
    block-size: auto;
    max-block-size: none;
    margin: 0;
    margin-inline-start: auto;
    padding: 0;
    overflow: hidden;
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) * 1.3);
    background: color-mix(in oklab, var(--_text) 3%, var(--_surface));
    color: var(--_text);
    box-shadow: 0 24px 64px -16px #0006;
  }
  dialog[open] {
    display: flex;
    animation: in 0.24s ease-out;
  }
  dialog::backdrop {
    background: #0006;
  }
  @keyframes in {
    from {
      opacity: 0;
      transform: translateY(12px);
    }
  }
  header {
    display: flex;
    align-items: center;
    padding-block-start: calc(3 * var(--_s));
    padding-inline: calc(5 * var(--_s)) calc(3 * var(--_s));
  }
  h2 {
    font-size: 1.25em;
  }
  .close {
    display: grid;
    place-items: center;
    inline-size: 40px;
    min-block-size: 40px;
    margin-inline-start: auto;
    padding: 0;
    border: 0;
  }
  [role='tablist'] {
    display: flex;
    gap: calc(4 * var(--_s));
    padding-inline: calc(5 * var(--_s));
    overflow-x: auto;
    scrollbar-width: none;
    border-block-end: 1px solid var(--_line);
  }
  [role='tab'] {
    flex: none;
    min-block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 0;
    background: none;
    color: var(--_muted);
    box-shadow: none;
  }
  [role='tab']:focus-visible {
    outline-offset: -2px;
  }
  [aria-selected='true'] {
    color: var(--_text);
    box-shadow: inset 0 -2px var(--_accent);
  }
  .panel {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: calc(4 * var(--_s));
    padding: calc(4 * var(--_s));
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .panel > * {
    flex: none;
  }
  @media (max-width: 480px) {
    dialog {
      inset-block: auto 0;
      inset-inline: 0;
      inline-size: 100%;
      max-inline-size: none;
      block-size: min(88dvh, 100dvh - 32px);
      border-radius: calc(var(--_radius) * 1.3) calc(var(--_radius) * 1.3) 0 0;
      border-inline: 0;
      border-block-end: 0;
      padding-block-end: env(safe-area-inset-bottom);
    }
  }
  @media (forced-colors: active) {
    .launch,
    [aria-selected='true'] {
      border: 2px solid Highlight;
    }
  }
`;
