// Loaded in the head, before anything is painted: the colours that the reader
// chose, and the note on a page that is older than it looks.
"use strict";
var rollcall = {};
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  root.classList.add("js");

  function show(theme) {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
  }

  // Storage throws where it is blocked; then a choice lasts as long as its page.
  function remember(theme) {
    try {
      if (theme) localStorage.setItem("rollcall-theme", theme);
      else localStorage.removeItem("rollcall-theme");
    } catch {}
  }

  try {
    show(localStorage.getItem("rollcall-theme"));
  } catch {}

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".theme");
    const tell = () => button.setAttribute("aria-pressed", isDark());
    button.addEventListener("click", () => {
      const dark = !isDark();
      // What the system prefers needs no memory, and follows it from then on.
      const theme = dark === system.matches ? "" : dark ? "dark" : "light";
      show(theme);
      remember(theme);
      tell();
    });
    system.addEventListener("change", tell);
    tell();
  });

  // Called by moment.js, which stands right after the note, so that the note
  // is filled before what follows it is laid out.
  rollcall.moment = (iso) => {
    const hours = Math.floor((Date.now() - Date.parse(iso)) / 36e5);
    if (!(hours >= 2)) return;
    const note = document.querySelector(".stale");
    const age = hours < 48 ? hours + " hours" : Math.floor(hours / 24) + " days";
    note.textContent = `These figures end ${age} ago, at ${iso.slice(0, 16).replace("T", " ")} UTC. ` +
      "Newer ones may exist: reload the page.";
    note.hidden = false;
  };
})();
