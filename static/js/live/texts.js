// Conclusion, wish and bone protection: saved while they are typed, field by field. What is typed lives in the
// page alone; without a connection it waits there, and when somebody else wrote the same field both texts are shown.
"use strict";
{
  const PAUSE = 700;
  const AGAIN = 4000;
  const form = () => document.querySelector("form[data-texts]");
  const fields = new Map();
  let timer = 0;
  let leaving = false;
  let underWay = null; // the save that is not answered yet: a second one beside it would clash with it
  let concluding = false;

  const controls = (name) => [...form().querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const read = (name) => {
    const all = controls(name);
    return all[0].type === "radio" ? all.find((one) => one.checked)?.value ?? "" : all[0].value;
  };
  const write = (name, text) => {
    const all = controls(name);
    if (all[0].type === "radio") all.forEach((one) => { one.checked = one.value === text; });
    else all[0].value = text;
  };
  const isDirty = (name) => read(name) !== fields.get(name).stored;

  const say = (state) => {
    const place = document.querySelector("[data-saved]");
    const word = place?.querySelector("[data-saved-word]");
    if (!word) return;
    place.classList.toggle("is-open", state !== "done");
    const now = new Date();
    const clock = `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
    word.textContent = state === "done" ? `${word.dataset.done} ${clock}` : word.dataset[state];
  };
  const offline = (yes) => { const strip = document.querySelector("[data-offline]"); if (strip) strip.hidden = !yes; };
  const oldest = () => { form().elements.version.value = Math.min(...[...fields.values()].map((one) => one.version)); };

  const send = async (name) => {
    const field = fields.get(name);
    const text = read(name);
    const body = new URLSearchParams({ [name]: text, version: field.version });
    const token = form().elements.csrfmiddlewaretoken.value;
    const answer = await fetch(form().dataset.texts, { method: "POST", body, headers: { "X-CSRFToken": token, Accept: "application/json" } });
    if (answer.redirected || ![200, 409, 422].includes(answer.status)) throw new Error(String(answer.status));
    const told = await answer.json();
    if (answer.status === 200) { field.stored = text; field.version = told.version; return; }
    if (told.theirs) clash(name, told.theirs[name], told.version);
    field.waits = true;
  };

  const clash = (name, theirs, version) => {
    const field = fields.get(name);
    const place = form().querySelector(`[data-text="${CSS.escape(name)}"]`);
    place.querySelector(".live-clash")?.remove();
    const shown = document.getElementById("clash").content.cloneNode(true);
    shown.querySelector("[data-theirs]").textContent = theirs;
    const settle = (text) => () => {
      write(name, text());
      Object.assign(field, { stored: theirs, version, waits: false });
      place.querySelector(".live-clash").remove();
      soon(0);
    };
    shown.querySelector("[data-both]").addEventListener("click", settle(() => `${theirs}\n${read(name)}`));
    shown.querySelector("[data-mine]").addEventListener("click", settle(() => read(name)));
    shown.querySelector("[data-other]").addEventListener("click", settle(() => theirs));
    // Two answers to one question are chosen from, not joined.
    if (controls(name)[0].type === "radio") shown.querySelector("[data-both]").remove();
    place.append(shown);
  };

  const unsaved = () => [...fields.keys()].filter((name) => isDirty(name) && !fields.get(name).waits);
  const saveAll = async () => {
    if (!form() || leaving) return;
    if (underWay || form().dataset.sent) { soon(PAUSE); return; } // sent: the case is being concluded with these very words
    const open = unsaved();
    if (!open.length) return;
    say("busy");
    underWay = sendAll(open);
    await underWay;
    underWay = null;
  };
  const sendAll = async (open) => {
    try {
      for (const name of open) await send(name);
      oldest();
      offline(false);
      say([...fields.keys()].some(isDirty) ? "open" : "done");
    } catch {
      say("open");
      offline(!navigator.onLine);
      soon(AGAIN);
    }
  };
  const soon = (wait) => { clearTimeout(timer); timer = setTimeout(saveAll, wait); };

  // What others stored appears where nothing is being typed; a field with words of one's own is left alone.
  const take = () => {
    const stored = document.getElementById("stored");
    if (!stored || !form()) return;
    for (const one of stored.querySelectorAll("[data-stored]")) {
      const field = fields.get(one.dataset.stored);
      const version = Number(stored.dataset.version);
      if (!field || field.waits || version <= field.version || isDirty(one.dataset.stored)) continue;
      write(one.dataset.stored, one.textContent);
      Object.assign(field, { stored: read(one.dataset.stored), version });
    }
    oldest();
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!form()) return;
    const stored = document.getElementById("stored");
    for (const place of form().querySelectorAll("[data-text]")) {
      const name = place.dataset.text;
      const before = stored.querySelector(`[data-stored="${CSS.escape(name)}"]`).textContent;
      fields.set(name, { stored: before, version: Number(stored.dataset.version), waits: false });
    }
  });
  document.addEventListener("input", (event) => {
    if (!event.target.closest("form[data-texts] [data-text]")) return;
    say("open");
    soon(PAUSE);
  });
  // Concluding first saves what is typed: its version is that of the oldest field, and words of one's own that were
  // saved since would look like somebody else's.
  const settled = async () => {
    await underWay;
    await saveAll();
  };
  window.addEventListener("submit", (event) => {
    if (event.target !== form() || concluding || !(underWay || unsaved().length)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target, submitter } = event;
    settled().then(() => {
      concluding = true;
      target.requestSubmit(submitter);
      concluding = false;
    });
  }, true);
  document.addEventListener("htmx:afterSettle", take);
  window.addEventListener("online", () => soon(0));
  // The case was concluded with these words: nothing is left behind.
  document.addEventListener("htmx:beforeOnLoad", (event) => { leaving ||= Boolean(event.detail.xhr.getResponseHeader("HX-Redirect")); });
  const isWriting = () => [...document.querySelectorAll("#desk textarea")].some((one) => one.value !== one.defaultValue);
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && form() && ([...fields.keys()].some(isDirty) || isWriting())) event.preventDefault();
  });
}
