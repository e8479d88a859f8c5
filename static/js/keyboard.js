// The keyboard map of docs/design.md. Single keys are off while typing, and when the user has switched them off.
"use strict";
{
  const off = () => document.body.dataset.shortcuts === "off";
  const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
  let going = 0;

  const select = (row) => {
    for (const other of document.querySelectorAll("[data-row].is-current")) {
      other.classList.remove("is-current");
      other.removeAttribute("aria-current");
    }
    row.classList.add("is-current");
    row.setAttribute("aria-current", "true");
    row.tabIndex = -1;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const current = () => document.activeElement.closest("[data-row]") || document.querySelector("[data-row].is-current");
  const move = (step) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(current());
    select(all[Math.min(Math.max(at === -1 ? 0 : at + step, 0), all.length - 1)]);
  };
  const menu = () => {
    const details = (current() || document).querySelector("[data-menu]");
    if (!details || !current()) return;
    details.open = !details.open;
    details.querySelector(".menu-item")?.focus();
  };
  const help = () => {
    const sheet = document.getElementById("shortcuts");
    if (sheet && !sheet.open) sheet.showModal();
  };
  const search = () => document.querySelector("[data-search]")?.focus();
  const escape = () => {
    const open = [...document.querySelectorAll("[data-menu][open]")];
    open.forEach((details) => { details.open = false; details.querySelector("summary").focus(); });
    if (!open.length && typing(document.activeElement)) document.activeElement.blur();
  };
  const go = (letter) => {
    const place = document.querySelector(`[data-go="${CSS.escape(letter)}"]`);
    if (place) location.assign(place.href);
  };
  const act = (event) => {
    // Enter on a link or a button is that link's own; on a row it is the row's one next action.
    const action = document.activeElement.matches("[data-row]") && document.activeElement.querySelector("[data-row-action]");
    if (!action) return;
    event.preventDefault();
    action.click();
  };

  const keys = {
    "/": search, "?": help, j: () => move(1), k: () => move(-1), ".": menu, g: () => { going = Date.now(); },
  };
  const save = (event) => {
    const form = document.activeElement.closest("form") || document.querySelector("form[data-save]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[type=submit].button--primary") || undefined);
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { save(event); return; }
    if (event.key === "Escape") { escape(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || off() || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "Enter") { act(event); return; }
    if (Date.now() - going < 1500 && /^[a-z]$/.test(event.key)) { going = 0; go(event.key); return; }
    const key = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (key) { event.preventDefault(); key.click(); return; }
    if (Object.hasOwn(keys, event.key)) { event.preventDefault(); keys[event.key](event); }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-shortcut-help]")) help();
  });
}
