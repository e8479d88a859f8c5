// The clock of the case counts between two answers of the server; without a connection nothing is asked, and a
// form that could not be sent is sent again when the connection is back.
"use strict";
{
  const two = (number) => String(number).padStart(2, "0");
  const clock = () => document.querySelector("[data-clock]");
  const start = Date.now();
  const tick = () => {
    const place = clock();
    if (!place) return;
    const seconds = Number(place.dataset.seconds) + Math.floor((Date.now() - start) / 1000);
    place.querySelector("[data-clock-now]").textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
    place.classList.toggle("is-over", seconds >= Number(place.dataset.budget) * 60);
  };
  document.addEventListener("DOMContentLoaded", () => { tick(); setInterval(tick, 1000); });

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.matches("[data-pulse]") && !navigator.onLine) event.preventDefault();
  });
  // A bench somebody has opened stays open when the seats are drawn anew.
  document.addEventListener("htmx:oobBeforeSwap", ({ detail: { target, fragment } }) => {
    for (const { dataset } of target.querySelectorAll("[data-bench][open]")) {
      fragment.querySelector(`[data-bench="${CSS.escape(dataset.bench)}"]`)?.setAttribute("open", "");
    }
  });
  document.addEventListener("htmx:sendError", (event) => {
    const form = event.target.closest("form[data-resend]");
    if (form) form.dataset.unsent = "1";
  });
  window.addEventListener("online", () => {
    for (const form of document.querySelectorAll("form[data-unsent]")) {
      delete form.dataset.unsent;
      form.requestSubmit();
    }
  });
}
