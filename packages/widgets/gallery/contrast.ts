type Rgba = [red: number, green: number, blue: number, alpha: number];

const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const probe = document.createElement('span');

/** Any CSS colour, `oklch(…)`, `color-mix(…)`, `light-dark(…)` or a name, as sRGB from 0 to 255; null where it is none. */
function read(colour: string): Rgba | null {
  if (!brush || !CSS.supports('color', colour)) return null;
  // The page knows what its own variables and its scheme make of it; the canvas, what that is in sRGB.
  probe.style.color = colour;
  document.body.append(probe);
  brush.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  brush.clearRect(0, 0, 1, 1);
  brush.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = brush.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

/** What is seen of a colour that lets the one below it through. */
const over = ([red, green, blue, alpha]: Rgba, below: Rgba): Rgba => {
  const mix = (top: number, under: number) => top * alpha + under * (1 - alpha);
  return [mix(red, below[0]), mix(green, below[1]), mix(blue, below[2]), 1];
};

/** The relative luminance by WCAG 2.2. */
function luminance([red, green, blue]: Rgba): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) =>
    part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const PAPER: Rgba = [255, 255, 255, 1];

/** The contrast of a colour on another, from 1 to 21, by WCAG 2.2; null where one of them is no colour. */
export function contrast(front: string, back: string): number | null {
  const [ink, ground] = [read(front), read(back)];
  if (!ink || !ground) return null;
  const below = over(ground, PAPER);
  const [light = 0, dark = 0] = [luminance(over(ink, below)), luminance(below)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
