// Forms: one save per click, filters that submit themselves, the first error in sight.
"use strict";
{
  const busy = (button) => {
    button.style.width = `${button.offsetWidth}px`; // CSSOM, not a style attribute: allowed by the policy
    button.setAttribute("aria-busy", "true");
    const word = button.querySelector("[data-word], span:not(.visually-hidden)");
    if (!word) return;
    button.dataset.before = word.textContent;
    word.textContent = document.body.dataset.saving || word.textContent;
  };
  const ready = (button) => {
    button.removeAttribute("aria-busy");
    button.style.width = "";
    const word = button.querySelector("[data-word], span:not(.visually-hidden)");
    if (word && button.dataset.before) word.textContent = button.dataset.before;
    delete button.dataset.before;
  };
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach(ready);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent || event.submitter?.getAttribute("aria-disabled") === "true") { event.preventDefault(); return; }
    form.dataset.sent = "1";
    // After this event: the name and value of the pressed button must still be sent.
    if (event.submitter) setTimeout(() => busy(event.submitter), 0);
  }, true);

  // Back from the next page, or an htmx answer: the form can be sent again.
  window.addEventListener("pageshow", (event) => { if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(release); });
  document.addEventListener("htmx:afterRequest", (event) => { const form = event.target.closest("form"); if (form) release(form); });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-autosubmit]")) event.target.form.requestSubmit();
  });

  // Browsers show a date in the order of their own language: say it again the way the ward writes it.
  const weekday = (day) => new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", timeZone: "UTC" }).format(day);
  const echo = (input) => {
    const place = document.querySelector(`output[data-date-echo][for="${CSS.escape(input.id)}"]`);
    if (place) place.textContent = input.value ? `${input.value} ${weekday(input.valueAsDate)}` : "";
  };
  const echoAll = (root) => root.querySelectorAll("input[type=date]").forEach(echo);
  document.addEventListener("input", (event) => { if (event.target.matches("input[type=date]")) echo(event.target); });

  const focus = (root) => root.querySelector("[data-focus]")?.focus();
  document.addEventListener("DOMContentLoaded", () => { echoAll(document); if (!document.body.matches(".still")) focus(document); });
  document.addEventListener("htmx:afterSwap", (event) => { echoAll(event.target); focus(event.target); });
}
