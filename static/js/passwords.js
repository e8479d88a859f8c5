// The eye beside a password shows what is typed, until it is pressed again or the form is sent.
"use strict";
{
  const show = (button, on) => {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    input.type = on ? "text" : "password";
    button.setAttribute("aria-pressed", String(on));
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show-password]");
    if (button) show(button, button.getAttribute("aria-pressed") !== "true");
  });
  document.addEventListener("submit", (event) => {
    for (const button of event.target.querySelectorAll("[data-show-password]")) show(button, false);
  }, true);
}
