// Knows how long the session lasts. Typing and pointing keep it alive; a page that only refreshes itself does not.
// Others hear `session:open` (with fresh form tokens), `session:over`, `session:unknown`; they send `session:ask`
// and, with an answer of the server, `session:heard`.
"use strict";
{
  const page = document.querySelector("[data-session]");
  const warning = document.getElementById("session-warning");
  const SHARE = 15; // at work: the server is told this often within the idle time

  const start = Date.now();
  const whole = Number(page.dataset.endsIn) * 1000;
  const early = Number(page.dataset.warnedBefore) * 1000;
  let endsAt = start + whole; // by this computer's clock, which also runs while it sleeps
  let told = start; // when the server last heard of a person here
  let active = start;
  let asking = false;
  let toTell = false; // somebody pressed that he is here while the server was being asked

  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const renew = (csrf) => {
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": csrf }));
    for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = csrf;
  };
  const say = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

  const hear = (answer) => {
    if (answer.user && answer.user !== page.dataset.user) { location.replace("/"); return; } // somebody else's session
    renew(answer.csrf);
    endsAt = Date.now() + answer.ends_in * 1000;
    if (answer.state !== "open") { warning.close(); say("session:over"); return; }
    if (endsAt - Date.now() > early) warning.close();
    else if (!warning.open) warn(answer);
    say("session:open", answer);
  };
  const ask = async (method = "GET") => {
    if (asking) { toTell ||= method === "POST"; return; }
    asking = true;
    toTell = false;
    const headers = { Accept: "application/json", "X-CSRFToken": token(), "X-Background": "1" };
    try {
      const answer = await fetch(page.dataset.session, { method, headers, credentials: "same-origin" });
      if (method === "POST") told = Date.now();
      if (!answer.ok) throw new Error(String(answer.status));
      hear(await answer.json());
    } catch { say("session:unknown"); } // no network, no server: nothing is known, and nothing is closed
    asking = false;
    if (toTell) ask("POST");
  };

  const count = () => {
    const seconds = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
    warning.querySelector("[data-seconds]").textContent = seconds;
    if ([60, 30, 10].includes(seconds)) warning.querySelector("[data-said]").textContent = warning.dataset.said.replace("{n}", seconds);
  };
  const warn = (answer) => {
    for (const part of warning.querySelectorAll("[data-extends]")) part.hidden = (part.dataset.extends === "yes") !== answer.can_be_extended;
    count();
    warning.showModal();
  };
  const tick = () => {
    if (document.documentElement.classList.contains("is-covered")) return;
    const now = Date.now();
    if (warning.open) count();
    if (asking) return;
    if (active > told && now - told > whole / SHARE) ask("POST");
    else if (now >= endsAt || (endsAt - now <= early && !warning.open)) ask();
  };

  for (const name of ["keydown", "pointerdown", "wheel", "touchmove"]) {
    document.addEventListener(name, () => { if (!warning.open) active = Date.now(); }, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") ask(); }); // another tab may have locked
  window.addEventListener("pageshow", (event) => { if (event.persisted) ask(); });
  document.addEventListener("session:ask", () => ask());
  document.addEventListener("session:heard", ({ detail }) => hear(detail));
  warning.addEventListener("click", (event) => {
    if (event.target.closest("[data-session-stay]")) ask("POST");
    if (event.target.closest("[data-session-again]")) { warning.close(); say("session:over"); }
  });
  warning.addEventListener("cancel", (event) => { event.preventDefault(); ask("POST"); });
  setInterval(tick, 1000);
}
