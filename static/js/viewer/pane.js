// One image on the screen: which slice of which series, in which window, how large, and whether its pixels were drawn.

import { GreyTables } from "./grey.js";
import { depth, reformatted } from "./reformat.js";
import { fullRange } from "./window.js";

const tables = new GreyTables();
const LARGEST = 20;
const SMALLEST = 0.2;
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

export class Pane extends EventTarget {
  #buffer = document.createElement("canvas");
  #waiting = false;
  #places = { axial: 0, sagittal: 0, coronal: 0 };

  /** `box` holds the canvas of the image and, above it, the canvas of the marks; `callouts` what was measured before. */
  constructor(box, preset, callouts) {
    super();
    this.box = box;
    this.callouts = callouts;
    this.canvas = box.querySelector("canvas[data-image]");
    this.marks = box.querySelector("canvas[data-marks]");
    this.preset = { width: preset.width, level: preset.level };
    this.series = null;
    this.drawn = null;
    this.lines = [];
    this.view = { zoom: 1, x: 0, y: 0 };
    new ResizeObserver(() => this.invalidate()).observe(box);
  }

  /** Shows a series from its middle slice: CT in the window of the preset, others in their own range. */
  show(series) {
    const { manifest } = series;
    this.series = series;
    this.plane = "axial";
    this.isInverted = manifest.monochrome1;
    this.window = manifest.modality === "CT" ? { ...this.preset } : null;
    this.#places = { axial: series.middle, sagittal: manifest.columns >> 1, coronal: manifest.rows >> 1 };
    this.lines = [];
    this.fit();
  }

  get index() { return this.#places[this.plane]; }
  get isCt() { return this.series?.manifest.modality === "CT"; }
  get position() { return this.plane === "axial" ? this.series?.manifest.slices[this.index].z_mm : null; }

  /** To a slice of the present plane; false when it is there already. */
  goTo(index) {
    const place = clamp(index, 0, depth(this.series.manifest, this.plane) - 1);
    if (place === this.index) return false;
    this.#places[this.plane] = place;
    this.lines = [];
    if (this.plane === "axial") this.series.moveTo(place);
    this.invalidate();
    return true;
  }

  turn(plane) {
    this.plane = plane;
    this.lines = [];
    this.fit();
  }

  setWindow(width, level) {
    this.window = { width: clamp(Math.round(width), 1, 20000), level: clamp(Math.round(level), -10000, 20000) };
    this.invalidate();
  }

  invert() {
    this.isInverted = !this.isInverted;
    this.invalidate();
  }

  fit() {
    this.view = { zoom: 1, x: 0, y: 0 };
    this.invalidate();
  }

  /** Larger or smaller around a point of the box, which stays where it is. */
  zoomAt(factor, at) {
    const zoom = clamp(this.view.zoom * factor, SMALLEST, LARGEST);
    const grown = zoom / this.view.zoom;
    const from = { x: at.x - this.box.clientWidth / 2, y: at.y - this.box.clientHeight / 2 };
    this.view = { zoom, x: from.x + (this.view.x - from.x) * grown, y: from.y + (this.view.y - from.y) * grown };
    this.invalidate();
  }

  pan(dx, dy) {
    this.view = { ...this.view, x: this.view.x + dx, y: this.view.y + dy };
    this.invalidate();
  }

  /** Drawn with the next frame of the screen, once. */
  invalidate() {
    if (this.#waiting || !this.series) return;
    this.#waiting = true;
    requestAnimationFrame(() => { this.#waiting = false; this.draw(); });
  }

  draw() {
    const image = this.#image();
    this.drawn = null;
    this.#fitCanvas(this.canvas);
    this.#fitCanvas(this.marks);
    if (image) this.#paint(image);
    this.dispatchEvent(new Event("drawn"));
  }

  #image() {
    const { manifest, frames } = this.series;
    if (this.plane !== "axial") return reformatted(this.series, this.plane, this.index);
    const words = frames.get(this.index);
    const spacing = { row: manifest.row_spacing_mm || 1, column: manifest.column_spacing_mm || 1 };
    return words && { words, columns: manifest.columns, rows: manifest.rows, spacing };
  }

  #paint(image) {
    const { manifest } = this.series;
    const scale = this.plane === "axial" ? manifest.slices[this.index] : manifest;
    this.window ??= fullRange(image.words, manifest, scale);
    const table = tables.of({
      ...this.window, slope: scale.slope, intercept: scale.intercept,
      signed: manifest.signed, inverted: this.isInverted, padding: manifest.padding ?? null,
    });
    this.#fill(image, table);
    this.image = image;
    this.place = this.#placed(image);
    const { left, top, width, height } = this.place;
    this.canvas.getContext("2d").drawImage(this.#buffer, left, top, width, height);
    this.drawn = { plane: this.plane, index: this.index, ...this.window };
  }

  #fill({ words, columns, rows }, table) {
    this.#buffer.width = columns;
    this.#buffer.height = rows;
    const context = this.#buffer.getContext("2d");
    const pixels = context.createImageData(columns, rows);
    const out = new Uint32Array(pixels.data.buffer);
    for (let at = 0; at < out.length; at += 1) out[at] = table[words[at]];
    context.putImageData(pixels, 0, 0);
  }

  /** Where the image lies on the canvas, in its own pixels; square millimetres stay square. */
  #placed({ columns, rows, spacing }) {
    const ratio = this.canvas.width / Math.max(this.box.clientWidth, 1);
    const mm = { width: columns * spacing.column, height: rows * spacing.row };
    const scale = Math.min(this.canvas.width / mm.width, this.canvas.height / mm.height) * this.view.zoom;
    const width = mm.width * scale, height = mm.height * scale;
    const left = (this.canvas.width - width) / 2 + this.view.x * ratio;
    const top = (this.canvas.height - height) / 2 + this.view.y * ratio;
    return { left, top, width, height, ratio, perMm: scale / ratio };
  }

  /** The pixel of the image under a point of the box. */
  pixelAt({ x, y }) {
    const { left, top, width, height, ratio } = this.place;
    return { x: ((x * ratio - left) / width) * this.image.columns, y: ((y * ratio - top) / height) * this.image.rows };
  }

  /** The point of the canvas over a pixel of the image. */
  pointOf({ x, y }) {
    const { left, top, width, height } = this.place;
    return { x: left + (x / this.image.columns) * width, y: top + (y / this.image.rows) * height };
  }

  #fitCanvas(canvas) {
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    canvas.width = Math.round(this.box.clientWidth * ratio);
    canvas.height = Math.round(this.box.clientHeight * ratio);
  }
}
