// The viewer: two panes at most, one of them active, tools, evidence and key images around them.

import { post } from "./api.js";
import { Callouts } from "./callouts.js";
import { EvidenceClock } from "./evidence.js";
import { nearest } from "./geometry.js";
import { Gestures } from "./gestures.js";
import { keyImages } from "./keyimages.js";
import { listenToKeys } from "./keys.js";
import { drawMarks, sizeText } from "./marks.js";
import { Measuring, whyNot } from "./measuring.js";
import { Meter } from "./meter.js";
import { Pane } from "./pane.js";
import { manifestOf, Series } from "./series.js";
import { windowName } from "./window.js";

const root = document.querySelector("[data-viewer]");
const words = root.dataset;
const part = (name, within = root) => within.querySelector(`[data-${name}]`);
const parts = (name, within = root) => [...within.querySelectorAll(`[data-${name}]`)];
const ranges = parts("preset").map(({ dataset }) => ({
  name: dataset.preset,
  word: dataset.word,
  width: Number(dataset.width),
  level: Number(dataset.level),
  widths: dataset.widths.split(" ").map(Number),
  levels: dataset.levels.split(" ").map(Number),
}));
const MOST_BYTES = Number(words.memoryMb) * 1024 * 1024;
const NO_SIDES = { left: "?", right: "?", top: "", bottom: "" };
const BONE = ranges.find(({ name }) => name === "BONE");

class Stage {
  tool = matchMedia("(pointer: coarse)").matches ? "scroll" : "window";
  isLinked = true;
  measuring = new Measuring();

  constructor() {
    this.panes = parts("pane").map((frame) => this.#pane(frame));
    this.active = this.panes.find(({ frame }) => "primary" in frame.dataset) ?? this.panes[0];
    this.activate(this.active);
    this.measuring.addEventListener("measured", ({ detail }) => this.#measured(detail));
  }

  #pane(frame) {
    const pane = new Pane(part("box", frame), BONE, new Callouts(frame));
    pane.frame = frame;
    pane.addEventListener("drawn", () => this.#drawn(pane));
    new Gestures(pane, { scroll: (one, by) => this.scroll(one, by), tool: (one) => this.#toolFor(one), measuring: this.measuring });
    pane.box.addEventListener("pointerdown", () => this.activate(pane), { capture: true });
    return pane;
  }

  /** Loads a series into a pane; what cannot be reached is said there, with what to do. */
  async load(pane, button) {
    pane.series?.stop();
    pane.clock?.stop();
    Object.assign(pane, { series: null, clock: null, meter: null, button, drawn: null });
    parts("load").filter((one) => one.dataset.load === button.dataset.load).forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
    this.#trouble(pane, "");
    try {
      const manifest = await manifestOf(button.dataset.manifest);
      if (pane.button !== button) return;
      this.#start(pane, manifest);
    } catch (error) {
      this.#trouble(pane, this.#wordsFor(error));
    }
  }

  #start(pane, manifest) {
    const series = new Series(manifest, {
      onChange: (index) => { this.#progress(pane); if (pane.series === series && index === pane.index) pane.invalidate(); },
      onTrouble: (error) => this.#trouble(pane, this.#wordsFor(error)),
      mostBytes: MOST_BYTES,
    });
    pane.show(series);
    series.load();
    part("description", pane.frame).textContent = [manifest.description, manifest.kernel].filter(Boolean).join(" \u00b7 ");
    part("sides", pane.frame).textContent = manifest.edges ? "" : words.noSides;
    part("thickness", pane.frame).textContent = manifest.thickness_mm ? `${words.thickness} ${Number(manifest.thickness_mm)} mm` : "";
    this.#progress(pane);
    this.#watch(pane, pane.button.dataset.reviews);
    this.refresh();
    return series;
  }

  #progress(pane) {
    if (!pane.series) return;
    const { most } = pane.series;
    const bar = part("progress", pane.frame);
    bar.max = most;
    bar.value = pane.series.frames.size;
    bar.hidden = pane.series.frames.size >= most;
    pane.frame.dataset.loaded = pane.series.frames.size;
    const kept = pane.series.isStreamed ? words.kept : words.loaded;
    part("progress-words", pane.frame).textContent = bar.hidden && !pane.series.isStreamed ? "" : `${kept} ${bar.value} / ${pane.series.count}`;
  }

  #trouble(pane, text) {
    part("trouble", pane.frame).hidden = !text;
    part("trouble-words", pane.frame).textContent = text;
  }

  #wordsFor({ status, message }) {
    if (status === 401 || status === 403) return words.signIn;
    return message || (status === 404 ? words.gone : words.unreachable);
  }

  retry(pane) {
    this.#trouble(pane, "");
    if (pane.series) pane.series.retry();
    else this.load(pane, pane.button);
  }

  /** Evidence is kept for CT and for those whose reading counts; the page gives no address to others. */
  async #watch(pane, url) {
    if (!url || !pane.isCt) return;
    const { series } = pane;
    const opened = await post(url, {}).catch(() => null);
    if (!opened || pane.series !== series) return;
    const meter = new Meter(part("evidence"), { count: series.count, least: Number(words.sliceMs), dwell: opened.dwell, lesions: pane.callouts.of(pane) });
    pane.meter = meter;
    pane.grade = opened.grade;
    pane.clock = new EvidenceClock({
      pane,
      send: (batch, options) => post(`${words.reviews}${opened.id}/`, { token: opened.token, ...batch }, options),
      onTick: (index, { width, level }, ms) => { if (windowName(ranges, { width, level }) === "BONE") meter.add(index, ms); },
      onAnswer: ({ grade }) => { pane.grade = grade; this.#evidence(); },
    });
    this.#evidence();
  }

  #evidence() {
    const { meter, grade } = this.active;
    const place = part("evidence");
    if (place) place.hidden = !meter;
    if (!meter) return;
    const { active } = this;
    meter.draw(active.plane === "axial" ? active.index : null, active.callouts.near(active)?.name);
    parts("grade", part("evidence")).forEach((badge) => { badge.hidden = badge.dataset.grade !== grade; });
  }

  activate(pane) {
    this.active = pane;
    this.panes.forEach((one) => one.frame.classList.toggle("is-active", one === pane));
    this.refresh();
  }

  /** By slices, towards the feet for a positive number of an axial stack; a linked pane follows to the same height. */
  scroll(pane, by) {
    if (!pane.series) return;
    const isAxial = pane.plane === "axial";
    if (!pane.goTo(pane.index + (isAxial ? -by : by)) || !isAxial || !this.isLinked) return;
    this.#follow(pane);
  }

  #follow(pane) {
    const height = pane.position;
    if (height === null) return;
    for (const other of this.panes) {
      if (other === pane || other.series === null || other.plane !== "axial" || other.position === null) continue;
      other.goTo(nearest(other.series.manifest.slices.map((slice) => slice.z_mm), height));
    }
  }

  link() {
    this.isLinked = !this.isLinked;
    if (this.isLinked) this.#follow(this.active);
    this.refresh();
  }

  use(tool) {
    if (tool === "measure" && this.active.series && whyNot(this.active, words)) { this.say(whyNot(this.active, words), true); return; }
    this.tool = tool;
    this.refresh();
  }

  #toolFor(pane) { return this.tool === "measure" && whyNot(pane, words) ? "scroll" : this.tool; }

  preset(name) {
    const { width, level } = ranges.find((range) => range.name === name);
    this.panes.filter((pane) => pane.isCt).forEach((pane) => pane.setWindow(width, level));
  }

  turn(plane) {
    const { active } = this;
    if (!active.series) return;
    const { can_reformat: isBlock, why_not: why } = active.series.manifest;
    const refusal = isBlock && active.series.isStreamed ? words.tooLong : why;
    if (plane !== "axial" && (!isBlock || active.series.isStreamed)) { this.say(`${words.noReformat} ${refusal}`, true); return; }
    active.turn(plane);
    this.refresh();
  }

  /** A key image comes back in its window, on its slice. */
  async replay({ series, index, width, level }) {
    const pane = this.panes.find((one) => one.button?.dataset.series === series) ?? this.active;
    const button = parts("load").find((one) => one.dataset.series === series);
    if (button && await this.#show(pane, button, index)) pane.setWindow(width, level);
  }

  /** To the slice a lesion was measured on; a linked pane follows. */
  async jump({ jump, onSeries, onSlice }) {
    const button = parts("load").find((one) => one.dataset.load === jump && one.dataset.seriesUid === onSeries);
    const pane = this.panes[Number(jump)];
    if (button && await this.#show(pane, button, Number(onSlice)) && this.isLinked) this.#follow(pane);
  }

  async #show(pane, button, index) {
    if (pane.button !== button) await this.load(pane, button);
    if (!pane.series) return false;
    this.activate(pane);
    pane.turn("axial");
    pane.goTo(index);
    return true;
  }

  /** Measured lesions on the images, or the images alone. */
  callouts() {
    this.panes.forEach((pane) => { pane.callouts.isShown = !pane.callouts.isShown; pane.invalidate(); });
    this.refresh();
  }

  #drawn(pane) {
    drawMarks(pane);
    const { manifest } = pane.series;
    const window = pane.window ?? { width: 0, level: 0 };
    const range = pane.isCt ? ranges.find(({ name }) => name === windowName(ranges, window)) : null;
    const write = (name, text) => { part(name, pane.frame).textContent = text; };
    write("slice", pane.plane === "axial" ? `${pane.index + 1} / ${pane.series.count}` : String(pane.index + 1));
    const near = pane.callouts.near(pane);
    part("site", pane.frame).hidden = !near;
    write("site", near?.name ?? "");
    const isOnTable = pane.position !== null && manifest.plane === "axial";
    part("on-table", pane.frame).hidden = !isOnTable;
    write("height", isOnTable ? `${pane.position.toFixed(1).replace("-", "\u2212")} mm` : "");
    write("window", `WW ${Math.round(window.width)}  WL ${Math.round(window.level)}`);
    write("window-name", range?.word ?? "");
    const edges = manifest.edges?.[pane.plane] ?? NO_SIDES;
    parts("edge", pane.frame).forEach((one) => { one.textContent = pane.drawn ? edges[one.dataset.edge] : ""; });
    part("waiting", pane.frame).hidden = pane.drawn !== null;
    Object.assign(pane.frame.dataset, { index: pane.index, plane: pane.plane, width: window.width, level: window.level, modality: manifest.modality, zoom: pane.view.zoom.toFixed(2) });
    this.refresh();
    this.#evidence();
  }

  refresh() {
    const { active } = this;
    const window = active.window ?? {};
    parts("preset").forEach((button) => {
      button.hidden = active.series !== null && !active.isCt;
      button.setAttribute("aria-pressed", String(active.isCt && windowName(ranges, window) === button.dataset.preset));
    });
    parts("tool").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.tool === this.tool)));
    const isAxial = (active.series?.manifest.plane ?? "axial") === "axial";
    parts("turn").forEach((button) => { button.hidden = !isAxial; });
    parts("turn").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.turn === active.plane)));
    parts("callouts").forEach((button) => button.setAttribute("aria-pressed", String(active.callouts.isShown)));
    parts("link").forEach((button) => button.setAttribute("aria-pressed", String(this.isLinked)));
  }

  #measured(detail) {
    const place = part("measured");
    place.hidden = false;
    part("measured-size", place).textContent = sizeText(this.active.lines, this.active.image.spacing);
    this.measurement = detail;
    part("measured-save", place).hidden = !place.dataset.url || detail.short_mm === null;
  }

  async saveMeasurement() {
    const place = part("measured");
    const lesion = place.querySelector("select")?.selectedOptions[0];
    if (!lesion?.value) { this.say(words.chooseLesion, true); return; }
    const { study } = this.active.frame.dataset;
    const why = part("measured-reason", place);
    const reason = why.querySelector("input").value.trim();
    why.hidden = !lesion.dataset.measured.split(" ").includes(study);
    if (!why.hidden && !reason) { this.say(words.sayWhy, true); return; }
    try {
      await post(place.dataset.url, { ...this.measurement, study, lesion: lesion.value, reason });
      lesion.dataset.measured += ` ${study}`;
      this.#put(lesion.value, lesion.textContent);
      why.hidden = true;
      this.say(words.saved);
    } catch (error) {
      this.say(error.message, true);
    }
  }

  /** What was saved stays on its slice without the page being opened again. */
  #put(lesion, name) {
    const { series_uid: series, slice_index: slice, ends, long_mm: long, short_mm: short } = this.measurement;
    const lines = [ends.long, ends.short].map((line) => line.map(([x, y]) => ({ x, y })));
    this.active.callouts.put({ lesion, name, size: `${long} \u00d7 ${short} mm`, series, slice, lines, reach: long / 2 });
    this.active.lines = [];
    this.active.invalidate();
  }

  say(text, isBad = false) {
    const place = part("say");
    place.textContent = text;
    place.classList.toggle("is-bad", isBad);
  }
}

const stage = new Stage();
const clicks = {
  preset: (button) => stage.preset(button.dataset.preset),
  tool: (button) => stage.use(button.dataset.tool),
  turn: (button) => stage.turn(button.dataset.turn),
  link: () => stage.link(),
  callouts: () => stage.callouts(),
  jump: (button) => stage.jump(button.dataset),
  invert: () => stage.active.series && stage.active.invert(),
  fit: () => stage.active.fit(),
  retry: (button) => stage.retry(stage.panes.find((pane) => pane.frame.contains(button))),
  "measured-save": () => stage.saveMeasurement(),
  load: (button) => stage.load(stage.panes[Number(button.dataset.load)] ?? stage.active, button),
  "key-open": () => part("key-form")?.caption.focus(),
};
root.addEventListener("click", (event) => {
  for (const [name, act] of Object.entries(clicks)) {
    const button = event.target.closest(`[data-${name}]`);
    if (button?.matches("button")) act(button);
  }
});
listenToKeys({ scroll: (by) => stage.scroll(stage.active, by), bone: () => stage.preset("BONE"), link: () => stage.link() });
keyImages(part("keys"), { pane: () => stage.active, replay: (key) => stage.replay(key) }, (text, isBad) => stage.say(text, isBad));
part("opens")?.click(); // the link of a key image: that series first, on its slice, in its window
stage.panes.forEach((pane, at) => {
  const first = parts("load").find((button) => Number(button.dataset.load) === at);
  if (first && !pane.button) stage.load(pane, first);
});
