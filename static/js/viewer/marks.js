// What is drawn over the image: measured lesions, the two diameters in hand, their length, and a scale.

import { diameters } from "./geometry.js";

const YELLOW = "#ffd43b";

/** Draws the lines of a pane; `draft` is the line under the pointer. */
export const drawMarks = (pane, draft = null) => {
  if (!pane.drawn) return;
  const context = pane.marks.getContext("2d");
  context.clearRect(0, 0, pane.marks.width, pane.marks.height);
  if (pane.series.manifest.can_measure) drawScale(context, pane);
  const lines = draft ? [...pane.lines, draft] : pane.lines;
  if (!lines.length) { pane.callouts.draw(context, pane); return; }
  context.strokeStyle = YELLOW;
  context.fillStyle = YELLOW;
  context.lineWidth = 2 * pane.place.ratio;
  for (const line of lines) stroke(context, line.map((point) => pane.pointOf(point)));
  label(context, pane, lines);
};

/** Five centimetres, in the lower right corner. */
const drawScale = (context, { marks, place }) => {
  const { ratio, perMm } = place;
  const right = marks.width - 14 * ratio, bottom = marks.height - 16 * ratio;
  const left = right - 50 * perMm * ratio;
  context.strokeStyle = context.fillStyle = "#f1f5f8";
  context.lineWidth = 2 * ratio;
  stroke(context, [{ x: left, y: bottom }, { x: right, y: bottom }]);
  context.font = `${12 * ratio}px sans-serif`;
  context.fillText("5 cm", left, bottom - 6 * ratio);
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
