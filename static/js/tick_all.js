// One tick for every row of a list: [data-tick-all] names the boxes.
"use strict";
document.addEventListener("change", (event) => {
  const all = event.target.closest("[data-tick-all]");
  if (!all) return;
  for (const box of document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(all.dataset.tickAll)}"]`)) {
    box.checked = all.checked;
  }
});
