// What was pressed while the session was over is sent once the same person is back: forms, and requests of htmx.
// A form asks first whether anybody is signed in: it may have ended elsewhere a second ago.
"use strict";
{
  let waiting = null;
  let passing = null;

  const isCovered = () => document.documentElement.classList.contains("is-covered");
  const again = ({ elt, verb, path, triggeringEvent }) => {
    if (triggeringEvent?.type === "submit") elt.requestSubmit(triggeringEvent.submitter);
    else window.htmx.ajax(verb.toUpperCase(), path, { source: elt });
  };
  const go = () => {
    const send = waiting;
    waiting = null;
    send?.();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches("[hx-post], [data-lock], dialog form") || passing === form) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const submitter = event.submitter;
    // What was pressed first leaves the page: a second press while the server is asked must not take its place.
    waiting ??= () => { passing = form; form.requestSubmit(submitter); passing = null; };
    document.dispatchEvent(new CustomEvent("session:ask"));
  }, true);
  document.addEventListener("session:open", go);
  document.addEventListener("session:unknown", go);

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (!detail.triggeringEvent?.isTrusted) detail.headers["X-Background"] = "1"; // a clock's, not a person's
  });
  document.addEventListener("htmx:beforeRequest", (event) => { if (isCovered()) event.preventDefault(); });
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (xhr.status !== 401 || !xhr.getResponseHeader("X-Session")) return;
    event.preventDefault();
    if (requestConfig.triggeringEvent?.isTrusted) waiting = () => again(requestConfig);
    document.dispatchEvent(new CustomEvent("session:ask"));
  });
}
