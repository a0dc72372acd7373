// The search: nothing is loaded before its box has the focus. Sources/Render/Search says what blocks and rows are.
"use strict";
(() => {
const root = new URL("..", document.currentScript.src);
const { say } = rollcall;
const blocks = [], loads = [];
let index, started;

const load = (path) => new Promise((onload, onerror) => {
  document.head.append(Object.assign(el("script", { src: new URL(path, root) }), { onload, onerror }));
  setTimeout(onerror, 15000);
});

// The manifest's name is fixed: a browser may have kept an old one. Four blocks come at a time. What failed is tried
// again by whoever asks next.
const restart = () => { started = undefined; };

function start() {
  if (started) return started;
  started = load("search/manifest.js?" + Date.now()).then(() => {
    blocks.length = loads.length = 0;
    index.blocks.forEach((name, n) => {
      loads[n] = Promise.resolve(loads[n - 4]).then(() => load(`search/${name}.js`));
      loads[n].catch(restart);
    });
  });
  started.catch(restart);
  return started;
}

rollcall.index = (given) => {
  index = given;
  // What titles stand for that many have.
  index.expand = (text) => text.replace(/\x0e(.)/g, (_, sign) => index.titles[sign.charCodeAt() - 48]);
  index.kinds = ["", say("kind_bot"), say("kind_inactive"), index.noun, say("kind_page")];
  index.folds = new Map(index.folds.map(([from, ...to]) => [from, to.join("")]));
};

rollcall.block = (group, text) => {
  const n = index.blocks.indexOf(document.currentScript.src.slice(-15, -3));
  text = index.expand(text);
  index.domains.forEach((domain, i) => { text = text.replaceAll(String.fromCharCode(i + 1), () => "@" + domain); });
  // İ alone would grow.
  blocks[n] = { group, text, low: text.replaceAll("İ", "i").toLowerCase() };
};

// The browser folds what the index does not know.
const fold = rollcall.fold = (text) => Array.from(text, (c) => index.folds.get(c) ?? c.normalize("NFKD").toLowerCase().replace(/[^\P{Mn}\u3099\u309a]/gu, "")).join("").replaceAll("'", "").normalize("NFC");

// Where a word, or a run of digits in it, begins or ends.
const kind = (c) => c > 127 || c > 96 && c < 123 ? 1 : c > 47 && c < 58 ? 2 : NaN;
const isEdge = (row, at) => kind(row.charCodeAt(at - 1)) !== kind(row.charCodeAt(at));

// 0 whole, 1 a beginning, 2 one in an email, 3 inside, or behind an @.
function level(row, part) {
  let best = 3, tabs = 0, isBehind, seen = 0;
  for (let at = row.indexOf(part); at >= 0; at = row.indexOf(part, at + 1)) {
    for (; seen <= at; seen++) {
      const c = row[seen];
      tabs += c === "\t";
      isBehind = c === "@" || isBehind && c !== "\t" && c !== " ";
    }
    if (isBehind || !isEdge(row, at)) continue;
    if (isEdge(row, at + part.length)) return 0;
    best = Math.min(best, tabs === 1 || tabs === 5 ? 2 : 1);
  }
  return best;
}

// 0 the email or id, 1 the whole name, 2 whole words, 3 beginnings, 4 also of emails, 5 anywhere.
function rank(row, parts) {
  const worst = Math.max(...parts.map((part) => level(row, part)));
  if (worst) return worst + 2;
  const [name, email, id, , forms = "", others = ""] = row.split("\t");
  if (!parts[1] && [email, id, ...others.split(" ")].includes(parts[0])) return 0;
  const words = `${name} ${forms}`.split(" ");
  return parts.length === name.split(" ").length && parts.every((part) => words.includes(part)) ? 1 : 2;
}

// 6 one edit away from whole words, 7 from beginnings, 9 neither.
function near(row, part) {
  if (row.includes(part)) return 6;
  let best = 9;
  if (part[4] && !part[64]) for (const field of row.split("\t")) for (let at = 0; at < field.length; at++) {
    if (!isEdge(field, at)) continue;
    let i = 0, here = at;
    for (; field[here] === part[i]; here++) i++;
    const rest = part.slice(i + 1), next = field[here + 1];
    if (rest && rest[0] !== field[here] && rest[0] !== next && part[i] !== next) continue;
    for (const [from, end] of [[here, rest], [here + 1, rest], [here + 1, part[i] + rest], [here, rest.slice(0, 1) + part[i] + rest.slice(1)]]) {
      if (field.startsWith(end, from)) best = Math.min(best, isEdge(field, from + end.length) ? 6 : 7);
    }
  }
  return best;
}

// `tell` is given what is known so far, and throws when nobody waits any more.
rollcall.find = async (text, limit, tell) => {
  await start();
  let parts = fold(text).split(" ").filter(Boolean), longest;
  const typed = text.toLowerCase().normalize("NFC").split(/\s+/);
  const answer = { parts, rows: [], similar: [], total: 0, nearby: 0 };
  const isFound = (row) => parts.every((part) => row.includes(part));

  // Takes the rows that have one of `needles` and a rank.
  async function pass(needles, rankOf, list, total) {
    const buckets = [];
    let since = performance.now();
    for (const n of index.blocks.keys()) {
      if (!blocks[n]) {
        await loads[n];
        tell(answer);
      }
      const { group, text, low } = blocks[n], starts = new Set();
      for (const needle of needles) for (let at = low.indexOf(needle); at >= 0; at = low.indexOf(needle, low.indexOf("\n", at))) {
        starts.add(low.lastIndexOf("\n", at) + 1);
      }
      for (const start of needles[1] ? [...starts].sort((a, b) => a - b) : starts) {
        const row = low.slice(start, low.indexOf("\n", start)), rank = rankOf(row);
        if (rank > 8) continue;
        answer[total]++;
        // Those written as it was typed go first.
        const bucket = buckets[(rank * 5 + group) * 2 + !typed.every((part) => row.includes(part))] ||= [];
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

  async function findAll() {
    longest = parts.reduce((a, b) => b.length > a.length ? b : a, "");
    if (longest) await pass([longest], (row) => isFound(row) ? rank(row, parts) : 9, "rows", "total");
  }

  await findAll();
  // Of an email somebody may know the beginnings of both sides alone.
  const sides = parts.flatMap((part) => part.split(/(?<=.)(?=@.)/));
  if (!answer.total && sides[parts.length]) {
    answer.parts = parts = sides;
    await findAll();
  }
  tell(answer);
  // Who types an email or id means nobody else.
  const isExact = answer.rows[0] && !rank(answer.rows[0].text.replaceAll("İ", "i").toLowerCase(), parts);
  if (answer.total < 5 && longest[4] && !isExact) {
    // One edit leaves one half whole, or is a swap across the middle. Many share what is behind an @.
    const most = /^[^@]{4,}/.exec(longest)?.[0] ?? longest, half = most.length >> 1, a = most.slice(0, half), b = most.slice(half);
    await pass([a, b, a.slice(0, -1) + b[0] + a.slice(-1) + b.slice(1)],
      (row) => isFound(row) ? 9 : Math.max(...parts.map((part) => near(row, part))), "similar", "nearby");
  }
  return { ...answer, isDone: true };
};

// As in Sources/Render/Paths.swift. An id that does not give it has a hash in `digits`.
const hex = (number) => number.toString(16).padStart(2, 0);
function path(group, id, digits = "") {
  if (group > 3) return id.replace(/#|$/, ".html$&");
  const hash = Array.from(digits, (c) => (c.charCodeAt() - 16).toString(16)).join("");
  let sum = 2166136261, name = "-" + hash.slice(2), folder = hash.slice(0, 2);
  if (!hash) {
    const bytes = new TextEncoder().encode(id);
    for (const byte of bytes) sum = Math.imul(sum ^ byte, 16777619);
    folder = hex((sum ^ sum >>> 8 ^ sum >>> 16 ^ sum >>> 24) & 255);
    name = /^[a-z0-9][a-z0-9-]{0,47}$/.test(id) ? id : "-" + String.fromCharCode(...bytes).replace(/[^a-z0-9]/g, (c) => "-" + hex(c.charCodeAt()));
  }
  return group > 2 ? `workspaces/w-${name}.html` : `users/${folder}/u-${name}.html`;
}

function el(name, attributes, ...content) {
  const element = document.createElement(name);
  for (const each in attributes) element.setAttribute(each, attributes[each]);
  element.append(...content);
  return element;
}

// What lists have from here.
Object.assign(rollcall, { el, load, path, rows: async () => {
  await start();
  await Promise.all(loads);
  return blocks;
} });

function marked(text, parts) {
  // As in Sources/Bytes/ShownText.swift; what a text turns ends with the <bdi>.
  const scalars = Array.from(text.slice(0, 402));
  const shown = scalars.slice(0, 200).join("") + (scalars[200] ? "…" : "");
  const letters = shown.replace(/[\u2066-\u2069]/g, "").match(/.\p{M}*/gsu) || [], hits = new Set(), nodes = [], owners = [];
  let low = "";
  letters.forEach((letter, i) => {
    low += fold(letter);
    while (owners.length < low.length) owners.push(i);
  });
  for (const part of parts) {
    let at = low.indexOf(part);
    while (!isEdge(low, at) && low.includes(part, at + 1)) at = low.indexOf(part, at + 1);
    if (at >= 0) owners.slice(at, at + part.length).forEach((i) => hits.add(i));
  }
  letters.forEach((letter, i) => {
    if (!i || hits.has(i) !== hits.has(i - 1)) nodes.push(hits.has(i) ? el("mark") : new Text());
    nodes.at(-1).textContent += letter;
  });
  return el("bdi", {}, ...nodes);
}

function link({ group, text }, parts) {
  const [name, email, id, titles = "", , , digits] = text.split("\t"), small = el("small"), [title] = titles.split("\x0f");
  if (title) small.append(marked(title, parts), " ");
  if (email) small.append(marked(email, parts), " ");
  if (name && (!email || parts.some((part) => fold(id).includes(part)))) small.append(marked(id, parts), " ");
  small.append(index.kinds[group]);
  return el("a", { href: new URL(path(group, id, digits), root) }, marked(name || id, parts), small);
}

function follow(input, limit, status, list, item, then) {
  let latest = 0, timer, last;

  function show({ parts, rows, similar, total, nearby, isDone }, text, isMissing) {
    clearTimeout(timer);
    last = performance.now();
    status.textContent = isMissing ? say("report_replaced") : !text.trim() ? ""
      : total ? say(isDone ? "found_of" : "found_of_at_least", { shown: rows.length, total }) : say(isDone ? "nothing_found" : "searching");
    if (nearby) status.append(" · ", say("n_similar", { n: nearby }));
    if (isMissing) status.append(" ", el("a", { href: "" }, say("reload")));
    else if (total > rows.length && limit < 200) status.append(" · ", el("a", { href: input.form.action + "?q=" + encodeURIComponent(text) }, say("show_more")));
    const items = (rows) => rows.map((row) => item(link(row, parts)));
    list.replaceChildren(...items(rows), ...similar[0] ? [item(el("h2", { class: "head2", role: "none" }, say("similar_names")))] : [], ...items(similar));
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
      const answer = await rollcall.find(text, limit, tell);
      tell(answer);
      return answer;
    } catch {
      if (ticket === latest) show(nothing, text, true);
    }
  }

  const ask = () => { ask.answer = update(); };
  input.oninput = (event) => event.isComposing || ask();
  input.addEventListener("compositionend", ask);
  input.onfocus = start;
  return ask;
}

function box(form, input) {
  const status = el("p", { class: "status" }), spoken = el("p", { class: "vh", role: "status" });
  const list = el("div", { id: "found", role: "listbox", "aria-label": say("found") }), popup = el("div", { class: "popup", hidden: "" }, list, status);
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
    input.setAttribute("aria-expanded", !(popup.hidden || list.hidden));
    if (!isOpen) select(-1);
  }

  const ask = follow(input, 20, status, list, (link) => link, () => {
    options = [...list.querySelectorAll("a")];
    options.forEach((option, i) => {
      option.setAttribute("role", "option");
      option.id = "found-" + i;
      option.tabIndex = -1;
    });
    list.hidden = !options[0];
    toggle(status.textContent);
    select(options.findIndex((option) => option.href === chosen));
    clearTimeout(timer);
    timer = setTimeout(() => { spoken.textContent = status.textContent; }, 700);
  });

  input.onkeydown = (event) => {
    const { key } = event, count = options.length, way = { ArrowDown: 1, ArrowUp: -1 }[key];
    // Input methods have keys of their own.
    if (event.isComposing || event.keyCode === 229) return;
    if (way && status.textContent) {
      toggle(true);
      if (!event.altKey && count) select(active + way < 0 ? count - 1 : (active + way) % count);
    } else if (key === "Enter" && chosen) open(chosen, event.ctrlKey || event.metaKey ? "_blank" : "_self");
    else if (key === "Escape" && !popup.hidden) toggle();
    else if (key === "Escape" && input.value) {
      input.value = "";
      ask();
    } else return;
    event.preventDefault();
  };
  // One hit needs no page of its own; a slow index is not waited for.
  form.onsubmit = async (event) => {
    event.preventDefault();
    const answer = await Promise.race([ask.answer, new Promise((resolve) => setTimeout(resolve, 2000))]);
    if (answer?.total === 1) open(link(answer.rows[0], []).href, "_self");
    else form.submit();
  };
  // The focus stays in the box.
  popup.onmousedown = (event) => event.preventDefault();
  input.onblur = () => toggle();
}

function page(form, input) {
  const [status, list] = document.querySelector(".found").children, check = document.querySelector(".found input");
  let timer;
  const ask = follow(input, 200, status, list, (link) => el("li", {}, link), () => {
    clearTimeout(timer);
    timer = setTimeout(() => history.replaceState(0, "", "?q=" + encodeURIComponent(input.value)), 400);
  });
  form.onsubmit = (event) => event.preventDefault();
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) ask();
  else input.focus();
  check.checked = !isOff;
  check.onchange = () => {
    isOff = check.checked ? "" : "off";
    try { localStorage["rollcall-slash"] = isOff; } catch {}
  };
}

// WCAG 2.1.4: a reader can do without the key.
let isOff;
try { isOff = localStorage["rollcall-slash"]; } catch {}
const form = document.querySelector(".search, .find"), input = form?.querySelector("input");
if (form) (form.className === "search" ? box : page)(form, input);
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || isOff || !form || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  input.select();
});
})();
