// Measured lesions on their slice: both diameters, and a box with name and size that a dashed line leads to.

const YELLOW = "#ffd43b";
const BOX = { pad: 8, line: 18, gap: 56 };
const points = (lines) => lines.map((line) => line.map(([x, y]) => ({ x, y })));

export class Callouts {
  isShown = true;

  /** `frame` holds one `data-callout` a lesion, as the server knows them. */
  constructor(frame) {
    this.rows = [...frame.querySelectorAll("[data-callout]")].map(({ dataset, textContent: name }) => ({
      lesion: dataset.callout, name, size: dataset.size, series: dataset.onSeries, slice: Number(dataset.onSlice),
      reach: Number(dataset.reach), lines: points(JSON.parse(dataset.lines)),
    }));
  }

  /** What was measured just now stands in the place of what stood there. */
  put(row) { this.rows = [...this.rows.filter(({ lesion }) => lesion !== row.lesion), row]; }

  /** Those of the series in view. */
  of(pane) { return this.rows.filter(({ series }) => series === pane.series?.manifest.series_uid); }

  /** The lesion whose slice is nearest, while the slice in view lies within its reach; undefined elsewhere. */
  near(pane) {
    if (pane.plane !== "axial") return undefined;
    const { slices } = pane.series.manifest;
    const away = ({ slice }) => (slice === pane.index ? 0 : Math.abs((slices[slice]?.z_mm ?? NaN) - pane.position));
    const found = this.of(pane).filter((row) => away(row) <= row.reach);
    return found.sort((one, other) => away(one) - away(other))[0];
  }

  draw(context, pane) {
    if (!this.isShown || pane.plane !== "axial") return;
    let below = 0;
    this.of(pane).filter(({ slice }) => slice === pane.index).forEach((row) => { below = drawOne(context, pane, row, below); });
  }
}

/** Returns how low the box reaches: the next one stands under it. */
const drawOne = (context, pane, { name, size, lines }, below) => {
  const { ratio } = pane.place;
  const ends = lines.map((line) => line.map((point) => pane.pointOf(point)));
  Object.assign(context, { strokeStyle: YELLOW, lineWidth: 2 * ratio });
  context.setLineDash([]);
  ends.forEach(([a, b]) => stroke(context, a, b));
  const box = boxOf(context, pane, ends.flat(), [name, size], below);
  context.setLineDash([4 * ratio, 3 * ratio]);
  context.lineWidth = ratio;
  stroke(context, box.from, box.to);
  context.setLineDash([]);
  fillBox(context, box, ratio, name, size);
  return box.top + box.height;
};

/** Right of the lesion and above it, or left where there is no room; it never leaves the canvas. */
const boxOf = (context, { place: { ratio }, marks }, ends, texts, below) => {
  context.font = `600 ${14 * ratio}px sans-serif`;
  const width = Math.max(...texts.map((text) => context.measureText(text).width)) + 2 * BOX.pad * ratio;
  const height = (2 * BOX.line + BOX.pad) * ratio;
  const xs = ends.map(({ x }) => x), ys = ends.map(({ y }) => y);
  const isRight = Math.max(...xs) + BOX.gap * ratio + width < marks.width;
  const edge = isRight ? Math.max(...xs) : Math.min(...xs);
  const left = Math.max(isRight ? edge + BOX.gap * ratio : edge - BOX.gap * ratio - width, 0);
  const top = Math.max(Math.min(...ys) - height - BOX.gap * ratio / 2, below + BOX.pad * ratio, 0);
  const from = { x: edge, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  return { left, top, width, height, from, to: { x: isRight ? left : left + width, y: top + height / 2 } };
};

const fillBox = (context, { left, top, width, height }, ratio, name, size) => {
  context.fillStyle = "rgb(0 0 0 / 75%)";
  context.strokeStyle = YELLOW;
  context.beginPath();
  context.roundRect(left, top, width, height, 6 * ratio);
  context.fill();
  context.stroke();
  const write = (text, line, color) => {
    context.fillStyle = color;
    context.fillText(text, left + BOX.pad * ratio, top + line * BOX.line * ratio);
  };
  write(name, 1, YELLOW);
  write(size, 2, "#f1f5f8");
};

const stroke = (context, a, b) => {
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.stroke();
};
