// Key images: the slice in view with its window and a caption; one click brings it back.

import { post } from "./api.js";

/** The part of the slice the pane shows, in pixels; null when it shows all of it. */
export const cropOf = (pane) => {
  const { columns, rows } = pane.image;
  const low = pane.pixelAt({ x: 0, y: 0 });
  const high = pane.pixelAt({ x: pane.box.clientWidth, y: pane.box.clientHeight });
  const left = Math.max(Math.floor(low.x), 0), top = Math.max(Math.floor(low.y), 0);
  const right = Math.min(Math.ceil(high.x), columns), bottom = Math.min(Math.ceil(high.y), rows);
  if (!left && !top && right === columns && bottom === rows) return null;
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null;
};

/** Fills and listens to the list and the form in `root`. `act` has pane() and replay(key). */
export const keyImages = (root, act, say) => {
  const list = root.querySelector("[data-key-list]");
  const form = root.querySelector("form[data-key-form]");

  const add = ({ id, series, slice_index: index, width, level, caption, picture }) => {
    const item = root.querySelector("template").content.firstElementChild.cloneNode(true);
    const button = item.querySelector("button");
    Object.assign(button.dataset, { keyImage: id, series, index, width, level });
    button.querySelector("[data-caption]").textContent = caption || `${width}/${level}`;
    button.querySelector("img").src = picture;
    list.prepend(item);
  };

  root.addEventListener("click", (event) => {
    const { series, index, width, level } = event.target.closest("[data-key-image]")?.dataset ?? {};
    if (series) act.replay({ series, index: Number(index), width: Number(width), level: Number(level) });
  });
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const pane = act.pane();
    if (pane.drawn?.plane !== "axial") { say(form.dataset.axial); return; }
    const { index, width, level } = pane.drawn;
    const body = {
      series: pane.series.manifest.series, slice_index: index, width: Math.round(width), level: Math.round(level),
      crop: cropOf(pane), caption: form.caption.value,
    };
    try {
      add(await post(form.action, body));
      form.reset();
      say(form.dataset.saved);
    } catch (error) {
      say(error.message, true);
    }
  });
};
