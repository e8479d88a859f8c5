// The dark projector mode changes the page in place; the server has already remembered it.
"use strict";
document.addEventListener("projector", ({ detail }) => {
  const root = document.documentElement;
  root.dataset.theme = detail.on ? "dark" : "light";
  root.classList.toggle("projector", detail.on);
  for (const button of document.querySelectorAll("[data-projector]")) button.setAttribute("aria-pressed", String(detail.on));
});
