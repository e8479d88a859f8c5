// Sagittal and coronal images out of axial frames: straight along the table, between slices by linear interpolation.

import { storedValue } from "./grey.js";

/** Rows of the reformat and their height in mm: the top one is the highest table position. */
const layout = (manifest) => {
  const positions = manifest.slices.map((slice) => slice.z_mm);
  const top = Math.max(...positions), bottom = Math.min(...positions);
  const step = Math.min(manifest.row_spacing_mm || 1, manifest.column_spacing_mm || 1);
  return { positions, top, step, rows: Math.max(Math.round((top - bottom) / step) + 1, 1) };
};

/** For every row the two slices it lies between and how far it is from the first one (0 to 1). */
const between = ({ positions, top, step, rows }) => {
  const order = positions.map((_, index) => index).sort((one, other) => positions[other] - positions[one]);
  let upper = 0;
  return Array.from({ length: rows }, (_, row) => {
    const z = top - row * step;
    while (upper < order.length - 2 && positions[order[upper + 1]] >= z) upper += 1;
    const first = order[upper], second = order[Math.min(upper + 1, order.length - 1)];
    const gap = positions[first] - positions[second];
    return { first, second, part: gap ? Math.min(Math.max((positions[first] - z) / gap, 0), 1) : 0 };
  });
};

/** One image: `{words, columns, rows, spacing}`; where a frame has not come yet the image is dark. */
export const reformatted = (series, plane, at) => {
  const { manifest, frames } = series;
  const place = layout(manifest);
  const along = plane === "sagittal"
    ? { columns: manifest.rows, start: at, stride: manifest.columns, mm: manifest.row_spacing_mm }
    : { columns: manifest.columns, start: at * manifest.columns, stride: 1, mm: manifest.column_spacing_mm };
  const words = new Uint16Array(along.columns * place.rows).fill(manifest.signed ? 32768 : 0);
  between(place).forEach(({ first, second, part }, row) => {
    const above = frames.get(first), below = frames.get(second);
    if (above && below) mix(words, row * along.columns, along, above, below, part, manifest.signed);
  });
  return { words, columns: along.columns, rows: place.rows, spacing: { row: place.step, column: along.mm || 1 } };
};

const mix = (words, into, { columns, start, stride }, above, below, part, signed) => {
  for (let column = 0, from = start; column < columns; column += 1, from += stride) {
    const one = storedValue(above[from], signed), other = storedValue(below[from], signed);
    words[into + column] = Math.round(one + (other - one) * part) & 0xffff;
  }
};

/** How many images a plane has. */
export const depth = (manifest, plane) =>
  ({ axial: manifest.count, sagittal: manifest.columns, coronal: manifest.rows })[plane];
