// What grey a stored value gets: the linear function of DICOM PS3.3 C.11.2.1.2, one table for all stored values.

export const STORED_VALUES = 65536;
const OPAQUE = 0xff000000;
const opaque = (grey) => (OPAQUE | (grey << 16) | (grey << 8) | grey) >>> 0;

/** The number a raw 16-bit word stands for, before slope and intercept. */
export const storedValue = (raw, signed) => (signed && raw > 32767 ? raw - STORED_VALUES : raw);

/** The grey, 0 to 255, of a value in units of the modality (HU for CT). */
export const greyOf = (value, { width, level }) => {
  const lowest = level - 0.5 - (width - 1) / 2;
  if (width <= 1) return value > lowest ? 255 : 0;
  return Math.min(Math.max(Math.round(((value - lowest) * 255) / (width - 1)), 0), 255);
};

/** One ready pixel for every raw word. `padding` is a raw word that holds no image: it stays black. */
export const greyTable = ({ width, level, slope, intercept, signed, inverted, padding }) => {
  const table = new Uint32Array(STORED_VALUES);
  for (let raw = 0; raw < STORED_VALUES; raw += 1) {
    const grey = greyOf(storedValue(raw, signed) * slope + intercept, { width, level });
    table[raw] = opaque(inverted ? 255 - grey : grey);
  }
  if (padding !== null) table[padding & 0xffff] = opaque(0);
  return table;
};

/** The last tables asked for: scrolling uses one again and again, two panes use two. */
export class GreyTables {
  #kept = new Map();

  of(settings) {
    const key = JSON.stringify(settings);
    const found = this.#kept.get(key) ?? greyTable(settings);
    this.#kept.delete(key);
    this.#kept.set(key, found);
    if (this.#kept.size > 4) this.#kept.delete(this.#kept.keys().next().value);
    return found;
  }
}
