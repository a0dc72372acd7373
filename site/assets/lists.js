// Lists, whole: sorted, filtered, page by page, and saved as the CSV has them. Loaded by tables.js when somebody
// first does any of that; Sources/Render/Lists says what lies beside a list's pages, Sources/Search what names are in.
"use strict";
(() => {
const { words, say, el, load } = rollcall;
const rowsOfPage = 200, longestMenu = 100, mostUnasked = 16e6;
const states = ["active", "quiet", "dormant", "new", "never"];
const blocks = new Map();
let manifest, exact;

rollcall.columns = (given) => { manifest = given; };
rollcall.exact = (given) => { exact = given; };
rollcall.cells = (block) => { blocks.set(document.currentScript.src.slice(-15, -3), block); };

// MARK: Blocks

const digits = new Int8Array(128);
Array.from({ length: 92 }, (_, i) => i + 35).filter((code) => code !== 60 && code !== 92).forEach((code, i) => { digits[code] = i; });

function codes(text) {
  const codes = new Float64Array(text.length);
  let count = 0, code = 0, worth = 1;
  for (let at = 0; at < text.length; at++) {
    const digit = digits[text.charCodeAt(at)];
    if (digit < 45) {
      codes[count++] = code + digit * worth;
      code = 0;
      worth = 1;
    } else {
      code += (digit - 45) * worth;
      worth *= 45;
    }
  }
  return codes.subarray(0, count);
}

// NaN where there is no value.
function values([least, way, text]) {
  let all = codes(text);
  if (way) {
    const runs = all;
    let count = 0;
    for (let i = 0; i < runs.length; i += 2) count += runs[i + 1] + 1;
    all = new Float64Array(count);
    count = 0;
    for (let i = 0; i < runs.length; i += 2) count = all.fill(runs[i], count, count + runs[i + 1] + 1) && count + runs[i + 1] + 1;
  }
  let last = 0;
  for (let i = 0; i < all.length; i++) {
    if (way === 2) all[i] = last += all[i] % 2 ? -(all[i] + 1) / 2 : all[i] / 2;
  }
  return all.map((code) => code ? code - 1 + least : NaN);
}

// Four come at a time: a script that waits for many others would be taken for a missing one.
const lanes = [];
let turn = 0;

async function block(given) {
  if (typeof given !== "string") return given;
  const lane = turn++ % 4;
  lanes[lane] = Promise.resolve(lanes[lane]).catch(() => {}).then(() => blocks.has(given) || load(`search/${given}.js`));
  await lanes[lane];
  return blocks.get(given);
}

function joined(parts) {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

// A text's value is its place among the column's texts.
async function read(column) {
  if (!column.blocks || column.values) return;
  const parts = await Promise.all(column.blocks.map(block));
  if (column.kind === "text") {
    const places = new Map();
    for (const [, , , texts] of parts) for (const text of texts) if (!places.has(text)) places.set(text, places.size);
    column.texts = [...places.keys()];
    column.values = joined(parts.map((part) => values(part).map((value) => places.get(part[3][value]) ?? NaN)));
  } else column.values = joined(parts.map(values));
  if (column.kind === "places") {
    column.starts = [];
    for (let at = 0; at < column.values.length; at += column.values[at] + 1) column.starts.push(at);
  }
}

// MARK: Names

// The rows of the search index: of users, then of workspaces. `first` is each one's first row.
const found = { rows: [], first: { user: 0 }, scans: [] }, texts = new Map();

async function readNames() {
  if (found.rows.length) return;
  const all = (await rollcall.rows()).filter(({ group }) => group < 4), firsts = [];
  for (const { group, text, low } of all) {
    firsts[group] ??= found.rows.length;
    // Titles are in no list, so that nothing is chosen by them.
    found.scans.push({ low: low.replace(/^((?:[^\t\n]*\t){3})[^\t\n]*/gm, "$1"), first: found.rows.length });
    const rows = text.split("\n");
    for (let i = 0; i < rows.length - 1; i++) found.rows.push(rows[i]);
  }
  // Users by their places in the order of names.
  found.user = joined(exact.groups.map(values)).map((group) => firsts[group]++);
  found.first.workspace = found.user.length;
  for (const [row, field, text] of exact.texts) texts.set(row * 3 + field, text);
}

// A field of a row: 0 name, 1 email, 2 id. Nobody's name is empty: the id is shown for it.
function field(row, number) {
  return texts.get(row * 3 + number) ?? (found.rows[row].split("\t", 3)[number] || (number ? "" : field(row, 2)));
}

function page(row, isWorkspace) {
  const [, , id, , , , digits] = found.rows[row].split("\t");
  return rollcall.path(isWorkspace ? 3 : 0, id, digits);
}

// Which of these rows have the part in them.
function having(part) {
  const has = new Uint8Array(found.rows.length);
  for (const scan of found.scans) {
    const { low, first } = scan, starts = scan.starts ||= [...low.matchAll(/\n/g)].map(({ index }) => index + 1);
    for (let row = 0, at = low.indexOf(part); at >= 0; at = low.indexOf(part, starts[row])) {
      while (starts[row] <= at) row++;
      has[first + row] = 1;
    }
  }
  return has;
}

// MARK: Texts of cells

const two = (number) => String(number).padStart(2, 0);
const dated = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
const dayOf = (time) => Math.floor(time / 86400);

// As in every CSV of the report: control characters become a blank, and '
// stands before what a spreadsheet could take for a formula.
const guarded = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
  .replace(/(^|[,;|])([\p{White_Space}\u200b-\u200f\u2060\u202a-\u202e\ufeff"']*)([=+\-@＝＋－＠])/gu, "$1$2'$3");

// In code-point order, as names are in every list: surrogates come last.
const ordered = (text) => text.replace(/[\ue000-\uffff]/g, "\ud7ff$&");
const compared = (a, b) => a < b ? -1 : +(a > b);

// As in Sources/Bytes/ShownText.swift and HTMLEscape.swift.
function shown(text) {
  const scalars = Array.from(text.slice(0, 402));
  let open = 0, all = "";
  for (const c of scalars.slice(0, 200)) {
    if (c >= "\u2066" && c <= "\u2068") open++;
    if (c !== "\u2069" || open) all += c < " " || c === "\u2028" || c === "\u2029" ? " " : c;
    if (c === "\u2069" && open) open--;
  }
  return all.replace(/[\x7f-\x9f]|\p{Noncharacter_Code_Point}/gu, "\ufffd") + "\u2069".repeat(open) + (scalars[200] ? "…" : "");
}

// MARK: The list

rollcall.list = async (table) => {
  const card = table.closest(".card"), tools = card.querySelector(".tools"), input = tools.querySelector("input");
  const output = tools.querySelector("output"), button = tools.querySelector("button"), pager = document.querySelector("nav.pages");
  const heads = [...table.tHead.rows[0].cells], isGrouped = Boolean(table.querySelector(".grp"));
  const root = table.dataset.script.split("assets/")[0], order = table.dataset.order ?? "";
  const served = [...table.tBodies], links = pager && [...pager.childNodes], said = output.textContent;
  const tabs = [...document.querySelectorAll(".tabs.js-only a")];
  document.head.append(el("link", { rel: "stylesheet", href: table.dataset.style }));
  await Promise.all([load(new URL(table.dataset.list, location) + "?" + Date.now()), load("search/exact.js?" + Date.now())]);
  const { rows, columns, today, zone, base } = manifest, by = new Map(columns.map((column) => [column.name, column]));
  const subjects = { user: { blocks: manifest.users }, workspace: { blocks: manifest.workspaces } };
  const cells = columns.filter(({ place }) => place).sort((a, b) => a.place - b.place);
  const isKnown = (name) => by.has(name) && !by.get(name).only && !manifest.ranked;
  let view, unknown, ticket = 0, isAllowed = false, isRead = false, written = 0, timer, kept = {};

  // MARK: What rows say

  const isWorkspace = (column) => column.from.startsWith("workspace");
  const rowOf = (row, kind) => kind === "user" ? found.user[subjects.user.values[row]] : found.first.workspace + subjects.workspace.values[row];
  const fields = { name: 0, email: 1, id: 2 };

  function named({ from }, row) {
    const [kind, what] = from.split("."), at = rowOf(row, kind);
    return what === "page" ? base + page(at, kind === "workspace") : field(at, fields[what]);
  }

  function placesOf({ values, starts }, row) {
    return values.subarray(starts[row] + 1, starts[row] + 1 + values[starts[row]]);
  }

  const workspaceName = (place) => field(found.first.workspace + place, 0);
  const sortedNames = (column, row) => Array.from(placesOf(column, row), workspaceName).sort((a, b) => compared(ordered(a), ordered(b)));

  // As in the CSV, but for the guard.
  function text(column, row) {
    const value = column.values?.[row];
    switch (column.kind) {
    case "named": return named(column, row);
    case "zone": return zone;
    case "places": return sortedNames(column, row).join("; ");
    case "text": return column.texts[value] ?? "";
    case "flag": return String(value === 1);
    case "state": return states[value] ?? text(by.get("status"), row);
    }
    if (value !== value) return "";
    switch (column.kind) {
    case "day": return dated(value);
    case "time": return dated(dayOf(value)) + new Date(value * 1000).toISOString().slice(10, 19).replace("T", " ");
    case "change": return value === 1 ? "NEW" : String(value / 2);
    }
    return String(value);
  }

  const cell = (column, row) => column.kind === "named" && !column.from.endsWith("page") || /text|zone|places|state/.test(column.kind)
    ? guarded(text(column, row)) : text(column, row);

  // MARK: Rows on the page

  const bdi = (text) => el("bdi", {}, shown(text));
  const td = (css, ...content) => el("td", css ? { class: css } : {}, ...content);
  const linkTo = (at, isWorkspace) => el("a", { href: root + page(at, isWorkspace) }, bdi(field(at, 0)));
  const hidden = (mark) => el("i", { "aria-hidden": "true" }, mark);
  const heard = (text) => el("span", { class: "vh" }, text);
  const missing = ({ missing }, css) => td(css, ...missing ? [el("span", { class: "none" }, missing)] : []);

  function time(day) {
    const date = new Date(day * 864e5), ago = today - day;
    const shown = say("date", { day: String(date.getUTCDate()), month: words.months[date.getUTCMonth()], year: String(date.getUTCFullYear()) });
    return td("", el("time", { datetime: dated(day) }, shown),
      el("small", {}, ago > 1 ? say("days_ago", { n: ago }) : say(ago > 0 ? "yesterday" : "today")));
  }

  // The dump's own words are called as the report's language does where they are known.
  const known = (kind, text) => Object.hasOwn(words, kind + text) ? words[kind + text] : undefined;

  function state(word, status) {
    if (word) return td("t", el("b", { class: "st " + word }, say("state_" + word)));
    return td("t", ...status ? [el("b", { class: "st other" }, known("status_", status) ?? bdi(status))] : []);
  }

  function change(value) {
    if (value !== value) return td("mv");
    if (value === 1) return td("mv", el("b", {}, say("new_rank")));
    const way = value > 0 ? "up" : value < 0 ? "down" : "";
    if (!way) return td("mv", hidden("="), heard(say("same_rank")));
    return td("mv " + way, hidden(value > 0 ? "▲" : "▼"), heard(say(way) + " "), String(Math.abs(value / 2)));
  }

  function bar(row) {
    const { values } = by.get("score"), hundredths = Math.floor((values[row] * 20000 + values[0]) / (2 * values[0]));
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("aria-hidden", "true");
    svg.append(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    svg.firstChild.setAttribute("width", hundredths / 100 + "%");
    return td("bars", svg);
  }

  const bytes = (text) => new TextEncoder().encode(text).length;

  // As in Sources/Render/Pages/Cells.swift: what needs no element of its own.
  const isSimple = (text, most) => bytes(text) <= most && !/[\0-\x1f\u0580-\u0fff\u2000-\u2fff\uf000-\uffff\u{10000}-\u{10ffff}]/u.test(text);

  const isolated = (text) => isSimple(text, 1e9) ? shown(text) : `\u2068${shown(text)}\u2069`;

  // An email may be broken before its @.
  function contact(text) {
    const at = isSimple(text, 64) ? text.lastIndexOf("@") : -1;
    return at < 0 ? [bdi(text)] : bytes(text) > 24 ? [text.slice(0, at), el("wbr", {}), text.slice(at)] : [text];
  }

  // The title of somebody whose name others have too; users are in the order of names.
  function namesake(at, row) {
    const place = subjects.user.values[row], [title] = (found.rows[at].split("\t")[3] ?? "").split("\x0f");
    const isOne = title && [place - 1, place + 1].some((other) => found.user[other] !== undefined && field(found.user[other], 0) === field(at, 0));
    return isOne ? [el("small", {}, isolated(title))] : [];
  }

  function made(column, row) {
    const value = column.values?.[row];
    switch (column.cell) {
    case "person": {
      const at = rowOf(row, "user");
      return el("th", { scope: "row" }, linkTo(at), el("small", {}, ...contact(field(at, 1) || field(at, 2))), ...namesake(at, row));
    }
    case "workspace": {
      const at = rowOf(row, "workspace"), isArchived = by.get("archived")?.values[row];
      return el("th", { scope: "row" }, linkTo(at, true), ...isArchived ? [el("small", {}, say("is_archived"))] : []);
    }
    case "bar": return bar(row);
    case "names": {
      const names = sortedNames(by.get("workspaces"), row), two = names.slice(0, 2);
      if (bytes(two.join("")) > 14) two.length = 1;
      const said = two.map(isolated).join(", ");
      const all = said + (names.length > two.length ? " +" + (names.length - two.length) : "");
      return td("", rollcall.number(value), ...names[0] ? [el("small", {}, two.every((name) => isSimple(name, 20)) ? all : el("bdi", {}, all))] : []);
    }
    case "rank": return td("rank", String(value));
    case "account": return text(column, row) === "active" ? state("active") : state("", text(column, row));
    case "role": {
      const name = known("role_", text(column, row));
      if (name) return td("t", name);
    }
    }
    switch (column.kind) {
    case "state": return states[value] ? state(states[value]) : state("", text(column, row));
    case "change": return change(value);
    case "text": return value !== value ? missing(column, "t") : td("t", ...column.texts[value] ? [isSimple(column.texts[value], 24) ? column.texts[value] : bdi(column.texts[value])] : []);
    }
    if (value !== value) return missing(column, "");
    return column.kind === "time" ? time(dayOf(value)) : td("", rollcall.number(value));
  }

  function group(place) {
    const at = found.first.workspace + place, members = kept.members ||= subjects.workspace.values.reduce((counts, place) => {
      counts[place] = (counts[place] ?? 0) + 1;
      return counts;
    }, []);
    return el("tbody", {}, el("tr", { class: "grp" }, el("th", { scope: "rowgroup", colspan: heads.length }, linkTo(at, true), " ",
      el("small", {}, say("n_members", { n: members[place] })))));
  }

  // Rows stand under their workspace as long as they are in its order; else each names it.
  function bodies(rows, isSorted) {
    const all = [];
    let last;
    for (const row of rows) {
      const place = isGrouped && !isSorted ? subjects.workspace.values[row] : 0;
      if (place !== last) all.push(isGrouped && !isSorted ? group(place) : el("tbody", {}));
      last = place;
      const tr = el("tr", {}, ...cells.map((column) => made(column, row)));
      if (isGrouped && isSorted) tr.firstChild.after(td("t", linkTo(rowOf(row, "workspace"), true)));
      all.at(-1).append(tr);
    }
    return all[0] ? all : [el("tbody", {})];
  }

  // MARK: Sorting

  const ranks = (texts, key) => {
    const keys = texts.map((text) => [ordered(key(text)), ordered(text)]), all = new Float64Array(texts.length);
    const places = keys.map((_, i) => i).sort((a, b) => compared(keys[a][0], keys[b][0]) || compared(keys[a][1], keys[b][1]));
    places.forEach((place, rank) => { all[place] = texts[place] ? rank : NaN; });
    return all;
  };

  // By numbers; NaN comes last, whichever way.
  function keys(column) {
    if (column.from === "user.name") return subjects.user.values;
    if (column.from === "workspace.name") return subjects.workspace.values;
    if (column.kind === "text") {
      const rank = ranks(column.texts, rollcall.fold);
      return column.values.map((value) => rank[value] ?? NaN);
    }
    if (!column.values || column.kind === "places") return ranks(Array.from({ length: rows }, (_, row) => text(column, row)), (text) => text);
    const absent = { 0: -Infinity, Infinity }[column.absent] ?? NaN;
    return column.values.map((value) => value === value ? value : absent);
  }

  function sorted(sort) {
    if (kept.sort === sort) return kept.rows;
    const all = Uint32Array.from({ length: rows }, (_, row) => row), column = by.get(sort.replace("-", ""));
    kept.sort = sort;
    if (!column) return kept.rows = all;
    const key = column.keys ||= keys(column), way = sort[0] === "-" ? -1 : 1, last = all.filter((row) => key[row] !== key[row]);
    const first = all.filter((row) => key[row] === key[row]).sort((a, b) => way * (key[a] - key[b]) || a - b);
    kept.rows = new Uint32Array(rows);
    kept.rows.set(first);
    kept.rows.set(last, first.length);
    return kept.rows;
  }

  // MARK: Filtering

  // What rows can be chosen by: texts as in the CSV, what they are called, and for each row which it has.
  function choices(column) {
    if (column.choices) return column.choices;
    const { kind, values } = column, make = (texts, of, label = (i) => texts[i] || "–") => ({ texts, of, label });
    const made = kind === "flag" ? make(["false", "true"], (row) => [values[row]], (i) => say(`${column.name}_${i > 0}`))
      : kind === "state" ? stateChoices(column)
      : kind === "text" ? textChoices(column)
      : kind === "places" ? make(Array.from({ length: found.rows.length - found.first.workspace }, (_, i) => workspaceName(i)), (row) => placesOf(column, row))
      : make(Array.from({ length: found.rows.length - found.first.workspace }, (_, i) => field(found.first.workspace + i, 2)),
        (row) => [subjects.workspace.values[row]], workspaceName);
    made.counts = new Uint32Array(made.texts.length);
    for (let row = 0; row < rows; row++) for (const i of made.of(row)) made.counts[i]++;
    return column.choices = made;

    function textChoices({ texts, values }) {
      const all = values.some((value) => value !== value) ? texts.concat("") : texts, none = all.lastIndexOf("");
      return make(all, (row) => [values[row] === values[row] ? values[row] : none],
        (i) => all[i] ? known(column.name + "_", all[i]) ?? all[i] : column.missing ?? "–");
    }
    function stateChoices({ values }) {
      const status = by.get("status"), all = states.concat(status?.texts ?? []);
      return make(all, (row) => [states[values[row]] ? values[row] : states.length + status.values[row]],
        (i) => i < states.length ? say("state_" + all[i]) : known("status_", all[i]) ?? all[i]);
    }
  }

  // `!` before a value is for all others; a value that begins with it has one more.
  const wanted = (value) => value[0] === "!" && value[1] !== "!" ? [true, value.slice(1)] : [false, value.replace(/^!!/, "!")];

  function allowed(column, given) {
    if (column.kind === "number") {
      const least = Math.min(...given);
      return (row) => !(column.values[row] < least);
    }
    const { texts, of } = choices(column), isIn = texts.map((text) => given.some((value) => {
      const [isNot, wish] = wanted(value);
      return isNot !== (wish === text);
    }));
    return (row) => {
      for (const i of of(row)) if (isIn[i]) return true;
      return false;
    };
  }

  // A part may be in a name, an email, an id or a role.
  function saying(part) {
    const has = having(part), roles = columns.filter(({ kind, place, cell }) => kind === "text" && place && cell !== "account")
      .map(({ name, texts, values }) => [texts.map((text) => rollcall.fold(text + "\n" + (known(name + "_", text) ?? "")).includes(part)), values]);
    const kinds = ["user", "workspace"].filter((kind) => subjects[kind].values.length);
    return (row) => kinds.some((kind) => has[rowOf(row, kind)]) || roles.some(([isIn, values]) => isIn[values[row]]);
  }

  function matching() {
    const parts = rollcall.fold(view.q).split(/\s+/).filter(Boolean);
    const tests = [...view.chosen].map(([name, given]) => allowed(by.get(name), given)).concat(parts.map(saying));
    return sorted(view.sort || order).filter((row) => tests.every((test) => test(row)));
  }

  // MARK: Addresses

  function parse(search) {
    const parsed = { q: "", sort: "", from: 1, chosen: new Map() };
    unknown = [];
    for (const [name, value] of new URLSearchParams(search)) {
      const column = by.get(name);
      if (name === "q") parsed.q = value;
      else if (name === "sort" && isKnown(value.replace("-", ""))) parsed.sort = value;
      else if (name === "from" && /^[1-9]\d{0,8}$/.test(value)) parsed.from = +value;
      else if (column?.filter && (column.kind !== "number" || /^\d{1,6}$/.test(value))) {
        const given = parsed.chosen.get(name) ?? [];
        if (!given.includes(value)) parsed.chosen.set(name, given.concat(value));
      } else unknown.push(by.has(name) || name === "sort" || name === "from" ? `${name}=${value}` : name);
    }
    return parsed;
  }

  function address({ q, sort, from, chosen }) {
    const params = new URLSearchParams([...chosen].flatMap(([name, given]) => given.map((value) => [name, value])));
    if (q) params.set("q", q);
    if (sort && sort !== order) params.set("sort", sort);
    if (from > 1) params.set("from", from);
    return String(params) && "?" + params;
  }

  function write(isNew) {
    clearTimeout(timer);
    written = performance.now();
    try {
      history[isNew ? "pushState" : "replaceState"](0, "", address(view) || location.pathname);
    } catch {}
  }

  // A click is an entry of its own in the history; what is typed is one, and browsers count how often it changes.
  function go(change, isTyped) {
    view = { ...view, from: 1, ...change };
    unknown = [];
    if (!isTyped) write(true);
    else {
      clearTimeout(timer);
      timer = setTimeout(write, Math.max(0, written + 300 - performance.now()));
    }
    return show();
  }

  // MARK: What is shown

  function tell(...content) {
    output.replaceChildren(...content);
    if (unknown[0]) output.append(" · ", say("not_in_list", { names: unknown.slice(0, 5).map((name) => `\u2068${shown(name.slice(0, 60))}\u2069`).join(", ") }));
  }

  function mark() {
    if (document.activeElement !== input || !input.value.includes(view.q)) input.value = view.q;
    const now = view.sort || order;
    for (const head of heads) {
      const { c } = head.dataset;
      head.ariaSort = c && now.replace("-", "") === c ? now[0] === "-" ? "descending" : "ascending" : null;
    }
    for (const menu of tools.querySelectorAll("details")) label(menu);
    for (const tab of tabs) {
      if (isTab(tab)) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    button.disabled = !address(view);
  }

  async function ready() {
    if (isRead) return;
    const bytes = manifest.bytes + exact.bytes;
    if (!isAllowed && bytes > mostUnasked) {
      const ask = el("button", { type: "button" }, say("load"));
      tell(say("load_size", { size: say("megabytes", { n: Math.ceil(bytes / 1e6) }) }), " ", ask);
      await new Promise((resolve) => { ask.onclick = resolve; });
      isAllowed = true;
    }
    const timer = setTimeout(tell, 150, say("loading"));
    await Promise.all([readNames(), read(subjects.user), read(subjects.workspace),
      ...columns.filter(({ place, filter }) => place || filter).map(read)]).finally(() => clearTimeout(timer));
    isRead = true;
  }

  function lose(error) {
    table.ariaBusy = false;
    if (error instanceof Error) throw error;
    tell(say("report_replaced"), " ", el("a", { href: "" }, say("reload")));
  }

  async function show() {
    const mine = ++ticket;
    table.ariaBusy = true;
    mark();
    try {
      if (address(view)) await ready();
      const column = by.get(view.sort.replace("-", ""));
      if (column && isRead) await read(column);
    } catch (error) {
      lose(error);
    }
    if (mine !== ticket) return;
    table.ariaBusy = false;
    if (!address(view)) return restore();
    if (!isRead) return;
    const all = kept.found = matching(), count = all.length;
    view.from = Math.min(view.from, Math.max(1, Math.ceil(count / rowsOfPage) * rowsOfPage - rowsOfPage + 1));
    const isSorted = Boolean(view.sort && view.sort !== order);
    table.querySelector("th.which")?.remove();
    if (isGrouped && isSorted) heads[0].after(el("th", { scope: "col", class: "t which" }, by.get("workspace_id").filter));
    for (const body of [...table.tBodies]) body.remove();
    table.append(...bodies(all.subarray(view.from - 1, view.from - 1 + rowsOfPage), isSorted));
    if (pager) turn(count);
    mark();
    tell(count < rows ? say("rows_filtered", { shown: count, total: rows }) : say("n_rows", { n: rows }));
  }

  function restore() {
    table.querySelector("th.which")?.remove();
    for (const body of [...table.tBodies]) body.remove();
    table.append(...served);
    pager?.replaceChildren(...links);
    tell(said);
  }

  function turn(count) {
    const last = Math.ceil(count / rowsOfPage), current = Math.ceil(view.from / rowsOfPage), nodes = [];
    let before = 0;
    for (let number = 1; number <= last; number++) {
      if (number > 1 && number < last && Math.abs(number - current) > 2) continue;
      if (number > before + 1) nodes.push(el("span", {}, "…"));
      before = number;
      const from = (number - 1) * rowsOfPage + 1;
      nodes.push(number === current ? el("b", { "aria-current": "page" }, rollcall.number(number))
        : el("a", { href: address({ ...view, from }) || location.pathname, "data-from": from }, rollcall.number(number)));
    }
    const to = Math.min(count, view.from + rowsOfPage - 1);
    pager.replaceChildren(el("p", {}, count ? say("rows_shown", { from: view.from, to, total: count }) : say("nothing_found")), ...last > 1 ? nodes : []);
  }

  // MARK: Menus

  function label(menu) {
    const { c } = menu.dataset, column = by.get(c), given = view.chosen.get(c) ?? [], summary = menu.querySelector("summary");
    const say = (value) => called(column, value);
    summary.replaceChildren(column.filter, ...given[1] ? [` (${rollcall.number(given.length)})`] : given[0] !== undefined ? [": ", bdi(say(given[0]))] : []);
    summary.classList.toggle("on", given[0] !== undefined);
  }

  function called(column, value) {
    if (column.kind === "number") return say("days_or_more", { n: +value });
    const [isNot, text] = wanted(value), made = column.choices, i = made ? made.texts.indexOf(text) : -1;
    const name = i < 0 ? text || "–" : made.label(i);
    return isNot ? say("all_but", { name }) : name;
  }

  function option(column, value, text, count, type = "checkbox") {
    const given = view.chosen.get(column.name) ?? [], box = el("input", { type, name: "choice-" + column.name });
    box.checked = type === "radio" ? (given[0] ?? "") === value : given.includes(value);
    box.onchange = () => choose(column, value, box.checked);
    return el("label", {}, box, " ", bdi(text), ...count === undefined ? [] : [" ", el("small", {}, rollcall.number(count))]);
  }

  function choose(column, value, isChosen) {
    const chosen = new Map(view.chosen), given = chosen.get(column.name) ?? [];
    const now = column.kind === "number" ? [value].filter(Boolean) : isChosen ? given.concat(value) : given.filter((other) => other !== value);
    if (now[0] === undefined) chosen.delete(column.name);
    else chosen.set(column.name, now);
    go({ chosen });
  }

  async function fill(menu) {
    const column = by.get(menu.dataset.c), list = el("div", { class: "choices", role: "group", "aria-label": column.filter });
    try {
      await ready();
    } catch (error) {
      return lose(error);
    }
    menu.querySelector(".popup")?.remove();
    const popup = el("div", { class: "popup" }, list);
    if (column.kind === "number") {
      list.append(...["", "30", "60", "90"].map((days) => option(column, days, days ? called(column, days) : say("any"), undefined, "radio")));
    } else {
      const made = choices(column), given = view.chosen.get(column.name) ?? [];
      // Those of the address that nobody has, or that stand for all others, can be taken away.
      const odd = given.filter((value) => !made.texts.includes(wanted(value)[1]) || wanted(value)[0]);
      const values = made.texts.map((text, i) => [text.replace(/^!/, "!!"), made.label(i), made.counts[i]]).filter(([, , count]) => count);
      const narrow = (part) => list.replaceChildren(
        ...odd.map((value) => option(column, value, called(column, value))),
        ...values.filter(([, name]) => rollcall.fold(name).includes(part)).slice(0, longestMenu)
          .map(([value, name, count]) => option(column, value, name, count)));
      narrow("");
      if (values.length > 12) {
        const search = el("input", { type: "search", "aria-label": say("filter"), placeholder: say("filter"), autocomplete: "off" });
        search.oninput = () => narrow(rollcall.fold(search.value));
        popup.prepend(search);
      }
    }
    menu.append(popup);
    label(menu);
  }

  tools.addEventListener("keydown", (event) => {
    const menu = event.target.closest("details[open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (address(view) !== location.search) write();
    for (const menu of tools.querySelectorAll("details[open]")) if (!menu.contains(event.target)) menu.open = false;
  }, true);

  // MARK: Tabs

  const ofTab = (tab) => parse(tab.search).chosen;
  const tabbed = new Set(tabs.flatMap((tab) => [...new URLSearchParams(tab.search).keys()]));
  const isTab = (tab) => [...tabbed].every((name) => String(view.chosen.get(name) ?? "") === (new URLSearchParams(tab.search).get(name) ?? ""));
  for (const tab of tabs) tab.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || tab.pathname !== location.pathname) return;
    event.preventDefault();
    const chosen = new Map(ofTab(tab));
    for (const [name, given] of view.chosen) if (!tabbed.has(name)) chosen.set(name, given);
    go({ chosen });
  });

  pager?.addEventListener("click", (event) => {
    const from = event.target.closest("[data-from]")?.dataset.from;
    if (!from || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go({ from: +from });
    card.scrollIntoView();
    table.parentElement.focus({ preventScroll: true });
  });
  addEventListener("popstate", () => {
    view = parse(location.search);
    show();
  });

  // MARK: The CSV

  button.addEventListener("click", async () => {
    await Promise.all(columns.map(read));
    const printed = columns.filter(({ only, name }) => name && !only);
    const line = (fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(",") + "\r\n";
    const lines = Array.from(kept.found, (row) => line(printed.map((column) => cell(column, row))));
    const link = el("a", { download: table.dataset.file + "-shown.csv" });
    link.href = URL.createObjectURL(new Blob(["\ufeff", line(printed.map(({ name }) => name)), ...lines], { type: "text/csv" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });

  view = parse(location.search);
  return {
    show,
    filter: () => go({ q: input.value }, true),
    fill,
    sort(name) {
      const { kind } = by.get(name), first = /number|time|day|flag/.test(kind) ? "-" : "", second = first ? "" : "-";
      const now = view.sort || order;
      return go({ sort: now === first + name ? second + name : now === second + name ? "" : first + name });
    },
  };
};
})();
