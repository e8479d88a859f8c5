// Tells how long a case was looked at: only while the page is in front. Counted as preparation of the case.
"use strict";
{
  const page = document.querySelector("[data-reading]");
  let seen = 0;
  let since = document.visibilityState === "visible" ? performance.now() : null;

  const pause = () => {
    if (since === null) return;
    seen += performance.now() - since;
    since = null;
  };
  const tell = () => {
    pause();
    const told = new FormData();
    told.set("opened", page.dataset.opened);
    told.set("seconds", String(Math.floor(seen / 1000)));
    told.set("csrfmiddlewaretoken", JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]);
    navigator.sendBeacon(page.dataset.reading, told);
  };

  if (page) {
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") tell();
      else since = performance.now();
    });
    window.addEventListener("pagehide", tell);
  }
}
