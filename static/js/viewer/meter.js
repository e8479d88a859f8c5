// The evidence meter: which slices were seen long enough in the bone window. The head is on the left: the last slice.

const BARS = 150;
const SVG = "http://www.w3.org/2000/svg";

export class Meter {
  /** `least` ms make a slice seen; `dwell` is what earlier visits recorded; `lesions` are measured, each on a slice. */
  constructor(root, { count, least, dwell, lesions }) {
    Object.assign(this, { root, count, least });
    this.dwell = Float64Array.from({ length: count }, (_, index) => dwell[index] ?? 0);
    this.bars = Math.min(count, BARS);
    this.#build();
    this.#tick(lesions);
    this.draw(Math.floor(count / 2));
  }

  #build() {
    const svg = this.root.querySelector("[data-bars]");
    svg.setAttribute("viewBox", `0 0 ${this.bars} 24`);
    svg.replaceChildren(...Array.from({ length: this.bars }, (_, at) => {
      const bar = document.createElementNS(SVG, "rect");
      Object.entries({ x: at, y: 0, width: 0.86, height: 24 }).forEach(([name, value]) => bar.setAttribute(name, value));
      return bar;
    }));
  }

  #tick(lesions) {
    this.root.querySelector("[data-lesion-ticks]").replaceChildren(...lesions.map(({ slice }) => {
      const tick = document.createElementNS(SVG, "rect");
      Object.entries({ x: this.#part(slice), y: -32, width: 2, height: 32 }).forEach(([name, value]) => tick.setAttribute(name, value));
      return tick;
    }));
  }

  /** How far from the head a slice lies, as a part of the meter. */
  #part(index) { return `${((this.count - index - 0.5) * 100) / this.count}%`; }

  add(index, ms) { this.dwell[index] += ms; }

  get seen() { return this.dwell.filter((ms) => ms >= this.least).length; }

  /** `current` is the slice in view, null while an image of another plane is; `site` the lesion it cuts, or "". */
  draw(current, site = "") {
    const states = Array.from({ length: this.bars }, () => ({ seen: 0, brief: 0, all: 0 }));
    this.dwell.forEach((ms, index) => {
      const state = states[Math.floor(((this.count - 1 - index) * this.bars) / this.count)];
      state.all += 1;
      if (ms >= this.least) state.seen += 1;
      else if (ms > 0) state.brief += 1;
    });
    const bars = this.root.querySelector("[data-bars]").children;
    states.forEach(({ seen, brief, all }, at) => bars[at].setAttribute("class", seen === all ? "seen" : seen + brief ? "brief" : "unseen"));
    this.#say(current, site);
  }

  #say(current, site) {
    const total = Math.floor(this.dwell.reduce((sum, ms) => sum + ms, 0) / 1000);
    const clock = `${String(Math.floor(total / 60)).padStart(2, "0")}:${String(total % 60).padStart(2, "0")}`;
    const write = (name, text) => { this.root.querySelector(`[data-${name}]`).textContent = text; };
    write("percent", `${Math.floor((this.seen * 100) / this.count)}%`);
    write("seen", `${this.seen} / ${this.count}`);
    write("clock", clock);
    write("left", Math.max(Math.ceil(this.count * Number(this.root.dataset.share) / 100) - this.seen, 0));
    const pointer = this.root.querySelector("[data-pointer]");
    pointer.setAttribute("visibility", current === null ? "hidden" : "visible");
    pointer.setAttribute("x", this.#part(current));
    const here = this.root.querySelector("[data-here]");
    here.textContent = site && `${here.dataset.word} ${site}`;
  }
}
