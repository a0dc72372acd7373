// Loaded in the head behind words.js, before anything is painted: how texts are said, the colours
// that the reader chose, and the note on a page that is older than it looks.
"use strict";
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  root.classList.add("js");

  const { words } = rollcall, rules = new Intl.PluralRules(root.lang);

  // 1234 as pages write it; what is no whole number has only another decimal sign.
  rollcall.number = (value) => {
    const [whole, tail] = String(value).split(".");
    const digits = whole.length < words.group_from ? whole : whole.replace(/\B(?=(\d{3})+$)/g, words.group);
    return tail === undefined ? digits : digits + words.decimal + tail;
  };

  // The text of a key, in the form for the number n, with what is at its places.
  rollcall.say = (key, places = {}) => {
    const text = words[key], form = text.other || text.many ? text[rules.select(places.n)] ?? text.other : text;
    return form.replace(/\{(\w+)\}/g, (_, name) => typeof places[name] === "number" ? rollcall.number(places[name]) : places[name]);
  };

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
  // is filled before what follows it is laid out. moving.js tells the rest.
  rollcall.moment = (iso, time, today, period, running) => {
    Object.assign(rollcall, { asOf: iso, today, period, running });
    const hours = Math.floor((Date.now() - Date.parse(iso)) / 36e5);
    if (!(hours >= 2)) return;
    const note = document.querySelector(".stale");
    const ago = hours < 48 ? rollcall.say("hours_ago", { n: hours }) : rollcall.say("days_ago", { n: Math.floor(hours / 24) });
    note.textContent = rollcall.say("data_as_of", { time, ago });
    note.hidden = false;
  };
})();
