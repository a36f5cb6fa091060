import gifenc from 'gifenc';
import { PNG } from 'pngjs';

const { applyPalette, GIFEncoder, quantize } = gifenc;
/** The last colour stands for "as in the frame before". */
const SAME = 255;

/** @typedef {{ width: number, height: number, data: Uint8Array }} Pixels */
/** @typedef {{ pixels: Pixels, milliseconds: number }} Frame */

/** @param {Buffer} png @returns {Pixels} */
export const readPng = (png) => PNG.sync.read(png);

/**
 * Lays a smaller picture upon another.
 * @param {Pixels} below changed in place
 * @param {Pixels} above
 * @param {number} left @param {number} top
 */
export function lay(below, above, left, top) {
  const rows = Math.min(above.height, below.height - top);
  const bytes = Math.min(above.width, below.width - left) * 4;
  for (let y = 0; y < rows; y += 1) {
    const from = y * above.width * 4;
    below.data.set(above.data.subarray(from, from + bytes), ((top + y) * below.width + left) * 4);
  }
}

/**
 * Encodes frames of one size as a GIF that repeats. A frame holds only what is not as in the one before.
 * @param {Frame[]} frames
 * @returns {Uint8Array}
 */
export function encodeGif(frames) {
  const [first] = frames;
  if (!first) throw new Error('there are no frames');
  const { width, height } = first.pixels;
  // One palette for all, out of some frames, so that nothing flickers.
  const some = frames.filter((_, index) => index % Math.ceil(frames.length / 6) === 0);
  const all = new Uint8Array(some.length * width * height * 4);
  for (const [index, { pixels }] of some.entries()) all.set(pixels.data, index * width * height * 4);
  const palette = [...quantize(all, SAME, { format: 'rgb565' })];
  while (palette.length <= SAME) palette.push([0, 0, 0]);
  const gif = GIFEncoder();
  /** @type {Uint8Array | null} */
  let before = null;
  for (const { pixels, milliseconds } of frames) {
    const indexes = applyPalette(pixels.data, palette.slice(0, SAME), 'rgb565');
    const changed = indexes.slice();
    if (before) for (let at = 0; at < changed.length; at += 1) if (indexes[at] === before[at]) changed[at] = SAME;
    gif.writeFrame(changed, width, height, {
      ...(before ? {} : { palette }),
      delay: milliseconds,
      transparent: before !== null,
      transparentIndex: SAME,
      dispose: 1,
    });
    before = indexes;
  }
  gif.finish();
  return gif.bytes();
}
