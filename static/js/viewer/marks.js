// What is drawn over the image: the two diameters, their length, and the part of the slice a key image shows.

import { diameters } from "./geometry.js";

const YELLOW = "#ffd43b";

/** Draws the lines of a pane; `draft` is the line under the pointer. */
export const drawMarks = (pane, draft = null) => {
  if (!pane.drawn) return;
  const context = pane.marks.getContext("2d");
  context.clearRect(0, 0, pane.marks.width, pane.marks.height);
  const lines = draft ? [...pane.lines, draft] : pane.lines;
  if (!lines.length) return;
  context.strokeStyle = YELLOW;
  context.fillStyle = YELLOW;
  context.lineWidth = 2 * pane.place.ratio;
  for (const line of lines) stroke(context, line.map((point) => pane.pointOf(point)));
  label(context, pane, lines);
};

const stroke = (context, [a, b]) => {
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.stroke();
};

/** `22.0 × 16.0 mm`, right of the lines. */
export const sizeText = (lines, spacing) => `${diameters(lines, spacing).map((mm) => mm.toFixed(1)).join(" × ")} mm`;

const label = (context, pane, lines) => {
  const points = lines.flat().map((point) => pane.pointOf(point));
  const right = Math.max(...points.map((point) => point.x));
  const top = Math.min(...points.map((point) => point.y));
  context.font = `600 ${14 * pane.place.ratio}px sans-serif`;
  context.fillText(sizeText(lines, pane.image.spacing), right + 8 * pane.place.ratio, top);
};
