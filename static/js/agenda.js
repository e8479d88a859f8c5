// Dragging rows of the agenda. Without it the arrows of each row do the same; alt and an arrow key move the row.
"use strict";
{
  let dragged = null;
  let moved = "";
  const rowOf = (target) => (target instanceof Element ? target.closest(".agenda-row") : null);
  const move = (row, place) => {
    const form = document.querySelector("[data-agenda-drop]");
    if (!form) return;
    moved = row.dataset.case;
    form.elements.case.value = moved;
    form.elements.place.value = String(place);
    form.requestSubmit();
  };
  const placeOf = (row) => [...row.parentElement.children].indexOf(row) + 1;
  const isMovable = (row) => row !== null && row.draggable;

  document.addEventListener("dragstart", (event) => {
    const row = rowOf(event.target);
    if (!isMovable(row)) return;
    dragged = row;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.case);
    row.classList.add("is-dragged");
  });
  document.addEventListener("dragover", (event) => {
    if (dragged && rowOf(event.target)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const target = rowOf(event.target);
    if (!dragged || !target) return;
    event.preventDefault();
    if (target !== dragged) move(dragged, placeOf(target));
  });
  document.addEventListener("dragend", () => {
    if (dragged) dragged.classList.remove("is-dragged");
    dragged = null;
  });
  // The list is new after each step: the row keeps the focus, so that the next step is one key.
  document.addEventListener("htmx:afterSwap", ({ target }) => {
    if (target.id !== "agenda") return;
    document.querySelector(`.agenda-row[data-case="${CSS.escape(moved)}"]`)?.focus();
    moved = "";
  });
  document.addEventListener("keydown", (event) => {
    const row = rowOf(document.activeElement);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !step || !isMovable(row)) return;
    event.preventDefault();
    move(row, Math.max(placeOf(row) + step, 1));
  });
}
