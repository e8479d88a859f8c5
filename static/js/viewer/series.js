// One series: its manifest, and as many of its frames as fit into memory, nearest to the slice in view first.

const LANES = 6;
const TRIES = 2;
const GIVE_UP_AFTER = 12; // failures in a row: the archive is not there

/** What kept a frame or a manifest away: `status` 0 is the network; `message` is what the server says, if it does. */
export class Unreachable extends Error {
  constructor(status, message = "") {
    super(message);
    this.status = status;
  }
}

const answered = async (url) => {
  const answer = await fetch(url, { credentials: "same-origin" }).catch(() => { throw new Unreachable(0); });
  if (answer.ok && !answer.redirected) return answer;
  const { message } = await answer.json().catch(() => ({}));
  throw new Unreachable(answer.redirected ? 401 : answer.status, message);
};

/** The manifest of a series; raises Unreachable. */
export const manifestOf = async (url) => (await answered(url)).json();

export class Series {
  #tries = new Map();
  #fetching = new Set();
  #failures = 0;
  #stopped = false;

  /** `onChange(index)` after each frame that came, `onTrouble(error)` when loading is given up; frames fill `mostBytes`. */
  constructor(manifest, { onChange, onTrouble, mostBytes }) {
    this.manifest = manifest;
    this.count = manifest.count;
    this.frames = new Map();
    this.middle = Math.floor(this.count / 2);
    this.around = this.middle;
    this.bytes = manifest.rows * manifest.columns * 2;
    this.room = Math.max(Math.floor(mostBytes / Math.max(this.bytes, 1)), LANES * 2);
    this.onChange = onChange;
    this.onTrouble = onTrouble;
  }

  get isStreamed() { return this.room < this.count; }

  /** How many slices are at hand once everything that fits is here. Asked for more, two would push each other out for ever. */
  get most() { return this.isStreamed ? 2 * this.#reach + 1 : this.count; }

  get #reach() { return Math.min(this.count, Math.floor((this.room - 1) / 2)); }

  /** Loads, in six lanes, until everything that fits is here. */
  load() {
    while (!this.#stopped && this.#fetching.size < LANES) {
      const next = this.#nextMissing();
      if (next === -1) return;
      this.#fetch(next);
    }
  }

  /** The user is at this slice: what is near it comes next, what is far makes room. */
  moveTo(index) {
    this.around = index;
    this.load();
  }

  retry() {
    this.#tries.clear();
    this.#failures = 0;
    this.#stopped = false;
    this.load();
  }

  stop() { this.#stopped = true; }

  async #fetch(index) {
    this.#fetching.add(index);
    try {
      this.#keep(index, await this.#frame(index));
      this.#failures = 0;
    } catch (error) {
      this.#tries.set(index, (this.#tries.get(index) ?? 0) + 1);
      this.#failed(error);
    }
    this.#fetching.delete(index);
    this.load();
  }

  async #frame(index) {
    const answer = await answered(this.manifest.frame_url_template.replace("{index}", index));
    const words = await answer.arrayBuffer().catch(() => { throw new Unreachable(0); });
    if (words.byteLength !== this.bytes) throw new Unreachable(502); // truncated on the way
    return new Uint16Array(words);
  }

  #keep(index, words) {
    this.frames.set(index, words);
    if (this.frames.size > this.room) this.frames.delete(this.#farthest());
    this.onChange(index);
  }

  #failed(error) {
    this.#failures += 1;
    const isHopeless = this.#failures >= GIVE_UP_AFTER || error.status === 401;
    if (this.#stopped || !(isHopeless || this.#nextMissing() === -1)) return;
    this.#stopped = true;
    this.onTrouble(error);
  }

  #nextMissing() {
    for (let step = 0; step <= this.#reach; step += 1) {
      for (const index of step ? [this.around + step, this.around - step] : [this.around]) {
        if (index >= 0 && index < this.count && this.#isMissing(index)) return index;
      }
    }
    return this.isStreamed ? -1 : this.#anyMissing();
  }

  #anyMissing() {
    for (let index = 0; index < this.count; index += 1) if (this.#isMissing(index)) return index;
    return -1;
  }

  #isMissing(index) {
    return !this.frames.has(index) && !this.#fetching.has(index) && (this.#tries.get(index) ?? 0) < TRIES;
  }

  #farthest() {
    let far = -1;
    for (const index of this.frames.keys()) {
      if (far === -1 || Math.abs(index - this.around) > Math.abs(far - this.around)) far = index;
    }
    return far;
  }
}
