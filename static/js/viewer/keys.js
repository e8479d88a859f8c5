// Keys that are no button of the page; buttons carry theirs in data-key (static/js/keyboard.js).

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 10, PageUp: -10 };
const ENDS = { Home: -1e6, End: 1e6 };

const isBusy = (target) => target.closest("input, select, textarea, [contenteditable], dialog[open]") !== null;

/** `act` has scroll(by), bone() and link(). Letters are off where the user has switched single keys off. */
export const listenToKeys = (act) => {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isBusy(event.target) || document.querySelector("dialog[open]")) return;
    const by = STEPS[event.key] ?? ENDS[event.key];
    const letter = document.body.dataset.shortcuts === "off" ? "" : event.key.toLowerCase();
    if (by) act.scroll(by);
    else if (letter === "b") act.bone();
    else if (letter === " " && !event.target.closest("button, a, summary")) act.link();
    else return;
    event.preventDefault();
  });
};
