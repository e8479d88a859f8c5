// Wheel, mouse and fingers become what the chosen tool does with a pane.

const NOTCH = 40; // px of wheel for one slice; a mouse sends 100 a notch, a touch pad a few
const STEP = 8; // px of drag for one slice
const BUTTON_TOOLS = { 1: "pan", 2: "window" }; // whatever tool is chosen

export class Gestures {
  #fingers = new Map();
  #wheel = 0;
  #drag = null;

  /** `act` has scroll(pane, by), tool() and measuring. */
  constructor(pane, act) {
    Object.assign(this, { pane, act, box: pane.box });
    const on = (name, handle, options) => this.box.addEventListener(name, handle.bind(this), options);
    on("wheel", this.wheel, { passive: false });
    on("pointerdown", this.press);
    on("pointermove", this.move);
    on("pointerup", this.release);
    on("pointercancel", this.release);
    on("contextmenu", (event) => event.preventDefault());
  }

  wheel(event) {
    if (!this.pane.series) return;
    event.preventDefault();
    if (event.ctrlKey) { this.pane.zoomAt(Math.exp(-event.deltaY / 300), this.#inside(event)); return; }
    this.#wheel += event.deltaY * (event.deltaMode === 1 ? NOTCH : 1);
    if (Math.abs(this.#wheel) < NOTCH) return;
    const by = Math.sign(this.#wheel);
    this.#wheel = 0;
    this.act.scroll(this.pane, by);
  }

  press(event) {
    if (!this.pane.drawn) return;
    this.box.setPointerCapture(event.pointerId);
    const at = this.#inside(event);
    this.#fingers.set(event.pointerId, at);
    if (this.#fingers.size > 1) { this.#beginPinch(); return; }
    this.#drag = { tool: BUTTON_TOOLS[event.button] ?? this.act.tool(this.pane), start: at, last: at, rest: 0, pinch: null };
    if (this.#drag.tool === "measure") this.act.measuring.begin(this.pane, at);
  }

  move(event) {
    if (!this.#drag || !this.#fingers.has(event.pointerId)) return;
    const at = this.#inside(event);
    this.#fingers.set(event.pointerId, at);
    if (this.#drag.pinch) { if (this.#fingers.size > 1) this.#pinch(); return; }
    const { last, tool } = this.#drag;
    this.#drag.last = at;
    this[tool]?.({ dx: at.x - last.x, dy: at.y - last.y, at, event });
  }

  release(event) {
    if (!this.#fingers.delete(event.pointerId) || !this.#drag) return;
    if (this.#drag.tool === "measure") this.act.measuring.end(this.pane, this.#inside(event), event.altKey);
    if (!this.#fingers.size) this.#drag = null;
    else if (this.#fingers.size > 1) this.#drag.pinch = this.#spread();
  }

  scroll({ dy }) {
    this.#drag.rest += dy;
    const by = Math.trunc(this.#drag.rest / STEP);
    this.#drag.rest -= by * STEP;
    if (by) this.act.scroll(this.pane, by);
  }

  window({ dx, dy }) {
    const { width, level } = this.pane.window;
    const unit = Math.max(width / 500, 1);
    this.pane.setWindow(width + dx * unit, level + dy * unit);
  }

  zoom({ dy }) { this.pane.zoomAt(Math.exp(-dy / 200), this.#drag.start); }

  pan({ dx, dy }) { this.pane.pan(dx, dy); }

  measure({ at, event }) { this.act.measuring.move(this.pane, at, event.altKey); }

  /** Two fingers zoom and move until both are lifted: the one that stays longer turns no pages. */
  #beginPinch() {
    this.#drag ??= { start: null, last: null, rest: 0 };
    Object.assign(this.#drag, { tool: "pinch", pinch: this.#spread() });
    this.act.measuring.cancel(this.pane);
  }

  #spread() {
    const [one, other] = [...this.#fingers.values()];
    return {
      apart: Math.hypot(one.x - other.x, one.y - other.y),
      centre: { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 },
    };
  }

  #pinch() {
    const now = this.#spread();
    const before = this.#drag.pinch;
    this.#drag.pinch = now;
    this.pane.zoomAt(now.apart / (before.apart || 1), now.centre);
    this.pane.pan(now.centre.x - before.centre.x, now.centre.y - before.centre.y);
  }

  #inside(event) {
    const { left, top } = this.box.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }
}
