// How long which slice stood on the screen in which window. Time counts only while somebody could see it:
// the tab is visible, there was input within a minute, and the axial pixels of that slice were drawn.

import { Refused } from "./api.js";

const TICK = 50;
const LONGEST_TICK = 1000;
const BATCH = 5000;
const IDLE = 60000;
const LARGEST_BATCH = 1000; // rows: a request that outlives its page may carry 64 KiB

const rowOf = ([key, ms]) => {
  const [slice, width, level] = key.split("|").map(Number);
  return { slice, width, level, ms: Math.floor(ms) };
};

export class EvidenceClock {
  #waiting = new Map();
  #seq = 0;
  #isSending = false;
  #last = performance.now();
  #input = performance.now();

  /** `send(batch, {keepalive})` resolves with the answer; `onTick(index, window, ms)` follows every counted step. */
  constructor({ pane, send, onTick, onAnswer }) {
    Object.assign(this, { pane, send, onTick, onAnswer });
    for (const name of ["pointermove", "pointerdown", "wheel", "keydown"]) {
      document.addEventListener(name, () => { this.#input = performance.now(); }, { capture: true, passive: true });
    }
    this.timers = [setInterval(() => this.#tick(), TICK), setInterval(() => this.flush(), BATCH)];
    this.leave = () => { if (document.visibilityState === "hidden") { this.#tick(); this.flush(true); } };
    this.go = () => { this.#tick(); this.flush(true); };
    document.addEventListener("visibilitychange", this.leave);
    window.addEventListener("pagehide", this.go);
  }

  stop() {
    this.flush();
    this.timers.forEach(clearInterval);
    document.removeEventListener("visibilitychange", this.leave);
    window.removeEventListener("pagehide", this.go);
  }

  #tick() {
    const now = performance.now();
    const elapsed = Math.min(now - this.#last, LONGEST_TICK);
    this.#last = now;
    const { drawn } = this.pane;
    const isSeen = document.visibilityState === "visible" && now - this.#input < IDLE;
    if (!isSeen || drawn?.plane !== "axial") return;
    this.#add(`${drawn.index}|${drawn.width}|${drawn.level}`, elapsed);
    this.onTick(drawn.index, drawn, elapsed);
  }

  #add(key, ms) { this.#waiting.set(key, (this.#waiting.get(key) ?? 0) + ms); }

  async flush(keepalive = false) {
    const shown = [...this.#waiting].slice(0, LARGEST_BATCH).filter(([, ms]) => ms >= 1);
    if (!shown.length || (this.#isSending && !keepalive)) return;
    shown.forEach(([key]) => this.#waiting.delete(key));
    const batch = { seq: this.#seq, shown: shown.map(rowOf) };
    this.#seq += 1;
    this.#isSending = true;
    try {
      this.onAnswer(await this.send(batch, { keepalive }));
    } catch (error) {
      if (!(error instanceof Refused)) shown.forEach(([key, ms]) => this.#add(key, ms)); // it goes with the next batch
    }
    this.#isSending = false;
  }
}
