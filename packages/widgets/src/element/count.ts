const LONGEST = 600;

/**
 * Counts from the number that is shown to the next, in at most 600 ms; at once for whom asked for calm, and unseen.
 * @returns what stops it where it is
 */
export function count(from: number, to: number, show: (value: number) => void): () => void {
  if (document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches) {
    show(to);
    return () => {};
  }
  const began = performance.now();
  let frame = 0;
  const step = (now: number) => {
    const done = Math.min(1, Math.max(0, (now - began) / LONGEST));
    show(Math.round(from + (to - from) * (1 - (1 - done) ** 3)));
    if (done < 1) frame = requestAnimationFrame(step);
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
