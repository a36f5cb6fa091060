import { correction, generate } from 'lean-qr/nano';
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
  const code = generate(text, { minCorrectionLevel: correction.M });
  const size = code.size + 2 * QUIET;
  let path = '';
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) {
      let run = 0;
      while (x + run < code.size && code.get(x + run, y)) run++;
      if (run) path += `M${x + QUIET} ${y + QUIET}h${run}v1h-${run}z`;
      x += run;
    }
  }
  return html`<svg class="qr" part="qr" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#fff" stroke="none"></rect><path d=${path} fill="#000" stroke="none"></path>
  </svg>`;
}
