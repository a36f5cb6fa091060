/** How long the light takes on its way, in milliseconds. */
const WAY = 1_500;

/**
 * A light goes over the rows, slower and slower, and comes to rest on the one that was drawn. It shows an outcome that is
 * known; whoever asked for calm, or does not look, sees that at once.
 * @returns when it rests
 */
export async function light(rows: Element[], rest: number): Promise<void> {
  if (rest < 0 || document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  // At least a dozen steps, and never so many that the light flickers.
  const steps = rows.length * Math.max(1, Math.ceil(12 / rows.length) - 1) + rest + 1;
  const at = (step: number) => WAY * (step / steps) ** 2;
  const lit = Array.from({ length: steps }, (_, step) =>
    rows[step % rows.length]?.animate(
      { backgroundColor: ['color-mix(in oklab, currentColor 12%, transparent)', 'transparent'] },
      { delay: at(step), duration: Math.max(160, 1.5 * (at(step + 1) - at(step))), easing: 'ease-out' },
    ),
  );
  await Promise.allSettled([lit.at(-1)?.finished]);
}
