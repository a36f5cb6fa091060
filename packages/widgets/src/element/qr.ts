import { qrCode } from './qr-code.ts';
import { html, type TemplateResult } from './template.ts';

/** Blank modules around the code, which a reader needs to find it (ISO 18004, 6.3.8). */
const QUIET = 4;

/**
 * A text as a QR code, dark on light in every colour scheme, since many readers refuse the inverse. It fills the
 * inline size that `.qr` is given. Import it lazily: `import('../../element/qr.ts')`.
 * @param label what a person who cannot see it is told
 * @throws where the text is longer than a code of the largest size holds (some 2,300 bytes)
 */
export function qr(text: string, label: string): TemplateResult {
  const rows = qrCode(text);
  const size = rows.length + 2 * QUIET;
  const path = rows
    .flatMap((row, y) =>
      [...row.join('').matchAll(/1+/g)].map(
        ({ 0: { length }, index }) => `M${index + QUIET} ${y + QUIET}h${length}v1h-${length}z`,
      ),
    )
    .join('');
  return html`<svg class="qr" part="qr" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#fff" stroke="none"></rect><path d=${path} fill="#000" stroke="none"></path>
  </svg>`;
}
