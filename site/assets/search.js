// The search. Nothing is loaded before its box has the focus; then search/manifest.js and
// the blocks that it names. Sources/Render/Search prints them and says what a row is.
"use strict";
(() => {
const root = new URL("..", document.currentScript.src);
const labels = ["", "bot", "not active", "workspace", "page"];
const blocks = [], loads = [];
let index, started;

const load = (path) => new Promise((onload, onerror) => {
  document.head.append(Object.assign(el("script", { src: new URL(path, root) }), { onload, onerror }));
  setTimeout(onerror, 15000);
});

// A browser may have kept an old manifest, as its name is fixed. Four blocks are under way at a time.
const start = () => started ||= load("search/manifest.js?" + Date.now()).then(() => index.blocks.forEach((name, n) => {
  loads[n] = Promise.resolve(loads[n - 4]).then(() => load(`search/${name}.js`));
  loads[n].catch(() => {});
}));

rollcall.index = (given) => {
  index = given;
  index.folds = new Map(index.folds.map(([from, ...to]) => [from, to.join("")]));
};

rollcall.block = (group, text) => {
  // Named by its content, a block cannot say its own name.
  const n = index.blocks.indexOf(document.currentScript.src.slice(-15, -3));
  index.domains.forEach((domain, i) => { text = text.replaceAll(String.fromCharCode(i + 1), "@" + domain); });
  // İ alone would grow.
  blocks[n] = { group, text, low: text.replaceAll("İ", "i").toLowerCase() };
};

// What the index has no fold for, the browser folds.
const fold = (text) => Array.from(text, (c) => c < "\x80" ? c.toLowerCase()
  : index.folds.get(c) ?? c.normalize("NFKD").toLowerCase().replace(/[^\P{M}\u3099\u309a]/gu, "")).join("").replaceAll("'", "").normalize("NFC");

// Where a word, or a run of digits in it, begins or ends.
const kind = (code) => code > 127 || code > 96 && code < 123 ? 1 : code > 47 && code < 58 ? 2 : 0;
function isEdge(row, at) {
  const before = kind(row.charCodeAt(at - 1)), after = kind(row.charCodeAt(at));
  return !before || !after || before !== after;
}

// 0 a whole word, 1 its beginning, 2 in an email, 3 inside, or after an @.
function level(row, part) {
  let best = 3;
  for (let at = row.indexOf(part); at >= 0; at = row.indexOf(part, at + 1)) {
    const before = row.slice(0, at + 1);
    if (!isEdge(row, at) || /@[^\t ]*$/.test(before)) continue;
    if (isEdge(row, at + part.length)) return 0;
    best = Math.min(best, before.split("\t").length % 3 === 2 ? 2 : 1);
  }
  return best;
}

// 0 the email or id, 1 the whole name, 2 whole words, 3 beginnings, 4 also of emails, 5 anywhere.
function rank(row, parts) {
  const worst = Math.max(...parts.map((part) => level(row, part)));
  if (worst) return worst + 2;
  const [name, email, id, forms = "", others = ""] = row.split("\t");
  if (!parts[1] && [email, id, ...others.split(" ")].includes(parts[0])) return 0;
  const words = name.split(" "), all = [...words, ...forms.split(" ")];
  return parts.length === words.length && parts.every((part) => all.includes(part)) ? 1 : 2;
}

// 6 one edit away from whole words, 7 from beginnings, 9 neither.
const isLong = (part) => Array.from(part).length > 4;
function near(row, part) {
  if (row.includes(part)) return 6;
  let best = 9;
  if (isLong(part)) for (const field of row.split("\t")) for (let at = 0; at < field.length; at++) {
    if (!isEdge(field, at)) continue;
    let i = 0;
    while (field[at + i] === part[i]) i++;
    const here = at + i, rest = part.slice(i + 1);
    const ends = [[here, rest], [here + 1, rest], [here + 1, part.slice(i)], [here, rest.slice(0, 1) + part[i] + rest.slice(1)]];
    for (const [from, end] of ends) if (field.startsWith(end, from)) best = Math.min(best, isEdge(field, from + end.length) ? 6 : 7);
  }
  return best;
}

// The best rows, at most `limit`. `tell` is given what is known so far, and throws when nobody waits any more.
async function find(text, limit, tell) {
  await start();
  const parts = fold(text).split(" ").filter(Boolean), longest = parts.reduce((a, b) => b.length > a.length ? b : a, "");
  const typed = text.toLowerCase().normalize("NFC").split(/\s+/).filter(Boolean), hasAccents = `${typed}` !== `${parts}`;
  const answer = { parts, rows: [], similar: [], total: 0, nearby: 0 };
  const isFound = (row) => parts.every((part) => row.includes(part));

  // Takes the rows that have one of `needles` and a rank.
  async function pass(needles, rankOf, list, total) {
    const buckets = [];
    let since = performance.now();
    for (let n = 0; n < index.blocks.length; n++) {
      if (!blocks[n]) {
        await loads[n];
        tell(answer);
      }
      const { group, text, low } = blocks[n], starts = new Set();
      for (const needle of needles) for (let at = low.indexOf(needle), end; at >= 0; at = end < 0 ? end : low.indexOf(needle, end)) {
        starts.add(low.lastIndexOf("\n", at) + 1);
        end = low.indexOf("\n", at);
      }
      for (const start of needles[1] ? [...starts].sort((a, b) => a - b) : starts) {
        const end = low.indexOf("\n", start), row = low.slice(start, end < 0 ? low.length : end), rank = rankOf(row);
        if (rank > 8) continue;
        answer[total]++;
        // Those who write themselves as it was typed go first.
        const bucket = buckets[(rank * 5 + group) * 2 + (hasAccents && !typed.every((part) => row.includes(part)))] ||= [];
        if (bucket.length < limit) bucket.push({ group, text: text.slice(start, start + row.length) });
      }
      answer[list] = buckets.flat().slice(0, limit);
      if (performance.now() - since > 16) {
        await new Promise((resolve) => setTimeout(resolve));
        tell(answer);
        since = performance.now();
      }
    }
  }

  if (longest) await pass([longest], (row) => isFound(row) ? rank(row, parts) : 9, "rows", "total");
  if (answer.total < 5 && isLong(longest)) {
    // One edit leaves one half whole, or is a swap across the middle.
    const half = longest.length >> 1, a = longest.slice(0, half), b = longest.slice(half);
    await pass([a, b, a.slice(0, -1) + b[0] + a.slice(-1) + b.slice(1)],
      (row) => isFound(row) ? 9 : Math.max(...parts.map((part) => near(row, part))), "similar", "nearby");
  }
  answer.isDone = true;
  return answer;
}
rollcall.find = find;

// As in Sources/Render/Paths.swift. An id that does not give it has a hash in `digits`.
const hex = (number) => number.toString(16).padStart(2, 0);
function path(group, id, digits) {
  if (group > 3) return id + ".html";
  const bytes = new TextEncoder().encode(id);
  const sum = bytes.reduce((sum, byte) => Math.imul(sum ^ byte, 16777619), 2166136261);
  let folder = hex((sum >>> 24 ^ sum >>> 16 ^ sum >>> 8 ^ sum) & 255);
  let name = /^[a-z0-9][a-z0-9-]{0,47}$/.test(id) ? id
    : "-" + Array.from(bytes, (byte) => byte > 96 && byte < 123 || byte > 47 && byte < 58 ? String.fromCharCode(byte) : "-" + hex(byte)).join("");
  if (digits) {
    name = Array.from(digits, (c) => (c.charCodeAt(0) - 16).toString(16)).join("");
    folder = name.slice(0, 2);
    name = "-" + name.slice(2);
  }
  return group > 2 ? `workspaces/w-${name}.html` : `users/${folder}/u-${name}.html`;
}

function set(element, attributes) {
  for (const each in attributes) element.setAttribute(each, attributes[each]);
}

function el(name, attributes, ...content) {
  const element = document.createElement(name);
  set(element, attributes);
  element.append(...content);
  return element;
}

// The text, with what was found in it marked.
function marked(text, parts) {
  const letters = text.slice(0, 300).match(/.\p{M}*/gsu) || [], hits = new Set(), nodes = [], owners = [];
  let low = "";
  letters.forEach((letter, i) => {
    low += fold(letter);
    while (owners.length < low.length) owners.push(i);
  });
  for (const part of parts) {
    let at = low.indexOf(part);
    // A word's beginning rather than its middle.
    for (let next = at; next > 0 && !isEdge(low, at); next = low.indexOf(part, next + 1)) at = next;
    if (at >= 0) owners.slice(at, at + part.length).forEach((i) => hits.add(i));
  }
  letters.forEach((letter, i) => {
    if (!i || hits.has(i) !== hits.has(i - 1)) nodes.push(hits.has(i) ? el("mark") : new Text());
    nodes.at(-1).textContent += letter;
  });
  return el("bdi", {}, ...nodes);
}

function link({ group, text }, parts) {
  const [name, email, id, , , digits] = text.split("\t"), small = el("small");
  const showsId = name && (!email || parts.some((part) => fold(id).includes(part)));
  for (const each of [email && marked(email, parts), showsId && marked(id, parts), labels[group]]) {
    if (each) small.append(small.firstChild ? " · " : "", each);
  }
  return el("a", { href: new URL(path(group, id, digits), root) }, marked(name || id, parts), small);
}

// Shows what is found for the input: in `places` the status, a list, the heading of a list of similar names, and that.
function follow(input, limit, [status, list, heading, others], item, then) {
  let latest = 0, timer, last;

  function show({ parts, rows, similar, total, nearby, isDone }, text, isMissing) {
    clearTimeout(timer);
    last = performance.now();
    status.textContent = isMissing ? "This report was replaced: " : !text.trim() ? ""
      : (total ? `${rows.length} of ${isDone ? "" : "at least "}${total.toLocaleString("en")}` : isDone ? "Nothing found" : "Searching…")
      + (nearby ? `, ${nearby} similar` : "");
    if (isMissing) status.append(el("a", { href: location.href.split("#")[0] }, "reload"));
    else if (total > rows.length && limit < 200) status.append(" · ", el("a", { href: new URL("search.html?q=" + encodeURIComponent(text), root) }, "show more"));
    list.replaceChildren(...rows.map((row) => item(link(row, parts))));
    others.replaceChildren(...similar.map((row) => item(link(row, parts))));
    heading.hidden = !similar[0];
    then();
  }

  async function update() {
    const ticket = ++latest, text = input.value, nothing = { rows: [], similar: [] };
    const tell = (answer) => {
      if (ticket < latest) throw answer;
      if (answer.isDone || answer.total && performance.now() - last > 100) show(answer, text);
    };
    last = 0;
    clearTimeout(timer);
    timer = setTimeout(show, 150, nothing, text);
    try {
      tell(await find(text, limit, tell));
    } catch {
      if (ticket === latest) show(nothing, text, true);
    }
  }

  input.addEventListener("input", (event) => event.isComposing || update());
  input.addEventListener("compositionend", update);
  input.addEventListener("focus", start);
  if (document.activeElement === input) start();
  return update;
}

function box(form, input) {
  const status = el("p", { class: "status" }), spoken = el("p", { class: "vh", role: "status" });
  const places = [status, el("div", { role: "group", "aria-label": "Found" }), el("p", { class: "head2", "aria-hidden": true }, "Similar names"),
    el("div", { role: "group", "aria-label": "Similar names" })];
  const list = el("div", { id: "found", role: "listbox", "aria-label": "Found" }, ...places.slice(1)), popup = el("div", { class: "popup", hidden: "" }, list, status);
  let options = [], active = -1, chosen, timer;
  form.append(popup, spoken);

  function select(number) {
    active = number;
    chosen = options[number]?.href;
    options.forEach((option, i) => option.setAttribute("aria-selected", i === number));
    input.setAttribute("aria-activedescendant", options[number]?.id || "");
    options[number]?.scrollIntoView({ block: "nearest" });
  }

  function toggle(isOpen) {
    popup.hidden = !isOpen;
    input.setAttribute("aria-expanded", isOpen && !list.hidden);
    if (!isOpen) select(-1);
  }

  const update = follow(input, 20, places, (link) => link, () => {
    options = [...list.querySelectorAll("a")];
    options.forEach((option, i) => set(option, { role: "option", id: "found-" + i, tabindex: -1 }));
    list.hidden = !options[0];
    toggle(status.textContent);
    select(options.findIndex((option) => option.href === chosen));
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = status.textContent; }, 700);
  });

  input.addEventListener("keydown", (event) => {
    const { key } = event, count = options.length, way = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    // Keys of an input method are its own.
    if (event.isComposing || event.keyCode === 229) return;
    if (way && status.textContent) {
      toggle(true);
      if (!event.altKey && count) select(active < 0 && way < 0 ? count - 1 : (active + way + count) % count);
    } else if (key === "Enter" && chosen) {
      if (event.ctrlKey || event.metaKey) open(chosen);
      else location = chosen;
    } else if (key === "Escape" && !popup.hidden) toggle(false);
    else if (key === "Escape" && input.value) {
      input.value = "";
      update();
    } else return key === "Home" || key === "End" ? select(-1) : 0;
    event.preventDefault();
  });
  // The focus stays in the box.
  popup.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || toggle());
}

function page(form, input) {
  const places = document.querySelector(".found").children, check = places[4].querySelector("input");
  let timer;
  const update = follow(input, 200, places, (link) => el("li", {}, link), () => {
    clearTimeout(timer);
    // On disk some browsers let the address change in its last part alone, or not at all.
    timer = setTimeout(() => {
      for (const mark of "?#") try { return history.replaceState(0, "", mark + "q=" + encodeURIComponent(input.value)); } catch {}
    }, 400);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  input.value = new URLSearchParams(location.search + "&" + location.hash.slice(1)).getAll("q").at(-1) ?? "";
  if (input.value) update();
  else input.focus();
  check.checked = !isOff;
  check.addEventListener("change", () => {
    isOff = check.checked ? "" : "off";
    try { localStorage["rollcall-slash"] = isOff; } catch {}
  });
}

// WCAG 2.1.4: a reader can do without the key.
let isOff;
try { isOff = localStorage["rollcall-slash"]; } catch {}
const form = document.querySelector(".search, .find"), input = form?.querySelector("input");
if (form) (form.className === "search" ? box : page)(form, input);
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || isOff || !input || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  input.select();
});
})();
