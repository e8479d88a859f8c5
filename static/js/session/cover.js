// Covers the page when its session is over or locked, until the same person is back. What was typed stays below.
"use strict";
{
  const cover = document.getElementById("session-cover");
  const page = document.querySelector("[data-session]");
  const form = cover.querySelector("form[data-resume]");
  const problem = cover.querySelector("[data-problem]");
  const more = cover.querySelector("[data-more]");
  const root = document.documentElement;
  const title = document.title;
  let typed = false; // something that no server has seen yet

  const close = () => {
    root.classList.remove("is-covered");
    document.title = title;
    form.reset();
    problem.textContent = "";
    more.hidden = true;
    cover.close();
  };
  const open = () => {
    root.classList.add("is-covered");
    document.title = cover.dataset.title; // a tab must not name the patient
    if (!cover.open) cover.showModal();
    form.elements.password.focus();
  };
  const resume = async () => {
    const headers = { Accept: "application/json", "X-CSRFToken": JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"] };
    const answer = await fetch(page.dataset.resume, { method: "POST", body: new FormData(form), headers, credentials: "same-origin" });
    const said = await answer.json();
    if (said.errors) { problem.textContent = said.errors.join(" "); form.elements.password.select(); return; }
    if (said.state === "more") { more.hidden = false; more.querySelector("a").href = said.url; more.querySelector("a").focus(); }
    else document.dispatchEvent(new CustomEvent("session:heard", { detail: said }));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    resume().catch(() => { problem.textContent = cover.dataset.failed; });
  });
  cover.addEventListener("cancel", (event) => event.preventDefault());
  cover.addEventListener("close", () => { if (root.classList.contains("is-covered")) cover.showModal(); }); // a second Esc
  document.addEventListener("session:over", open);
  document.addEventListener("session:open", () => { if (root.classList.contains("is-covered")) close(); });

  // Locking leaves the page, and nothing of it in the browser - unless that would lose what was typed.
  document.addEventListener("input", (event) => { if (event.target.closest("main form[method=post]")) typed = true; });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-lock]")) { typed = false; return; }
    if (!typed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const body = new FormData(event.target);
    fetch(event.target.action, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" })
      .then(open, () => event.target.submit());
  }, true);
}
