// Distances on a slice. Points are in pixels of the image; `spacing` is mm per pixel: {row, column}.

/** The distance in mm. */
export const distance = (a, b, spacing) => Math.hypot((b.x - a.x) * spacing.column, (b.y - a.y) * spacing.row);

/** The point half way. */
export const middle = ([a, b]) => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** The line across the middle of `line`, at right angles in mm, as long as `pointer` is away from `line` on either side. */
export const perpendicular = (line, pointer, spacing) => {
  const centre = middle(line);
  const along = { x: (line[1].x - line[0].x) * spacing.column, y: (line[1].y - line[0].y) * spacing.row };
  const length = Math.hypot(along.x, along.y) || 1;
  const across = { x: -along.y / length, y: along.x / length };
  const half = (pointer.x - centre.x) * spacing.column * across.x + (pointer.y - centre.y) * spacing.row * across.y;
  const end = (sign) => ({
    x: centre.x + (sign * half * across.x) / spacing.column,
    y: centre.y + (sign * half * across.y) / spacing.row,
  });
  return [end(-1), end(1)];
};

/** Both diameters of a pair of lines, the longer first, in mm with one decimal. */
export const diameters = (lines, spacing) =>
  lines.map(([a, b]) => Math.round(distance(a, b, spacing) * 10) / 10).sort((one, other) => other - one);

/** The index of the position nearest to `mm`; positions may be in any order. */
export const nearest = (positions, mm) => {
  let best = 0;
  positions.forEach((at, index) => { if (Math.abs(at - mm) < Math.abs(positions[best] - mm)) best = index; });
  return best;
};
