// Two diameters with the pointer: the first line is free, the second stands across its middle unless Alt is held.

import { diameters, perpendicular } from "./geometry.js";
import { drawMarks } from "./marks.js";

/** Why nothing can be measured here; empty when something can. */
export const whyNot = (pane, words) => {
  if (pane.plane !== "axial") return words.measureAxial;
  return pane.series.manifest.can_measure ? "" : words.measureSpacing;
};

export class Measuring extends EventTarget {
  #start = null;

  begin(pane, point) {
    if (pane.lines.length === 2) pane.lines = [];
    this.#start = pane.pixelAt(point);
  }

  cancel(pane) {
    this.#start = null;
    drawMarks(pane);
  }

  move(pane, point, isFree) {
    if (this.#start) drawMarks(pane, this.#line(pane, pane.pixelAt(point), isFree));
  }

  end(pane, point, isFree) {
    if (!this.#start) return;
    const line = this.#line(pane, pane.pixelAt(point), isFree);
    this.#start = null;
    const [length] = diameters([line], pane.image.spacing);
    if (length > 0) pane.lines = [...pane.lines, line];
    drawMarks(pane);
    if (length > 0) this.dispatchEvent(new CustomEvent("measured", { detail: measurementOf(pane) }));
  }

  #line(pane, pixel, isFree) {
    const isSecond = pane.lines.length === 1 && !isFree;
    return isSecond ? perpendicular(pane.lines[0], pixel, pane.image.spacing) : [this.#start, pixel];
  }
}

/** What was measured, as the register takes it; `short_mm` is null after the first line alone. */
export const measurementOf = (pane) => {
  const { spacing } = pane.image;
  const { manifest } = pane.series;
  const [long_mm, short_mm = null] = diameters(pane.lines, spacing).map((mm) => mm.toFixed(1));
  const lines = [...pane.lines].sort((one, other) => diameters([other], spacing)[0] - diameters([one], spacing)[0]);
  const [long, short] = lines.map((line) => line.map(({ x, y }) => [Number(x.toFixed(2)), Number(y.toFixed(2))]));
  return { series_uid: manifest.series_uid, slice_index: pane.index, long_mm, short_mm, ends: { long, short } };
};
