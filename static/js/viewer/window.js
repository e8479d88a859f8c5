// The window an image opens in: the bone window for CT, the range of the image itself for everything else.

import { storedValue } from "./grey.js";

const DARKEST = 0.01;
const BRIGHTEST = 0.995;
const SAMPLES = 4096;

/** Width and level that spread the values of one frame over all greys, without its extremes. */
export const fullRange = (words, { signed }, { slope, intercept }) => {
  const stride = Math.max(Math.floor(words.length / SAMPLES), 1);
  const values = [];
  for (let at = 0; at < words.length; at += stride) values.push(storedValue(words[at], signed) * slope + intercept);
  values.sort((one, other) => one - other);
  const low = values[Math.floor((values.length - 1) * DARKEST)];
  const high = values[Math.floor((values.length - 1) * BRIGHTEST)];
  return { width: Math.max(high - low, 1), level: (high + low) / 2 };
};

/** The name of the window a width and a level belong to; empty for none. Limits are inclusive (IMG-20). */
export const windowName = (ranges, { width, level }) =>
  ranges.find(({ widths, levels }) =>
    widths[0] <= width && width <= widths[1] && levels[0] <= level && level <= levels[1])?.name ?? "";
