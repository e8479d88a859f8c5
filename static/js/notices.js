// Toasts go after six seconds, errors stay; the strip for a lost network; busy regions.
"use strict";
{
  const SECONDS = 6;
  const place = () => document.getElementById("toasts");

  const start = (toast) => {
    if (toast.dataset.toast === "bad" || toast.dataset.started) return;
    toast.dataset.started = "1";
    let timer = 0;
    const wait = () => { timer = setTimeout(() => toast.remove(), SECONDS * 1000); };
    // Somebody reading it or about to press undo keeps it open.
    for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, () => clearTimeout(timer));
    for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, wait);
    wait();
  };
  const startAll = () => document.querySelectorAll("#toasts [data-toast]").forEach(start);
  const failed = () => {
    const template = document.getElementById("toast-bad");
    if (!template || place().querySelector("[data-toast=bad]")) return;
    const toast = template.content.cloneNode(true);
    toast.querySelector("[data-toast-text]").textContent = document.body.dataset.failed;
    place().append(toast);
  };
  const offline = (yes) => { const strip = document.querySelector("[data-offline]"); if (strip) strip.hidden = !yes; };

  document.addEventListener("DOMContentLoaded", () => { startAll(); offline(!navigator.onLine); });
  document.addEventListener("click", (event) => event.target.closest("[data-toast-close]")?.closest("[data-toast]").remove());
  window.addEventListener("offline", () => offline(true));
  window.addEventListener("online", () => offline(false));

  document.addEventListener("htmx:beforeRequest", (event) => event.detail.target?.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:afterRequest", (event) => event.detail.target?.removeAttribute("aria-busy"));
  document.addEventListener("htmx:afterSettle", startAll);
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", () => { offline(true); failed(); });
}
