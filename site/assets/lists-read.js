// What lists have, read from where it lies: their columns, cut into blocks, and names, emails and ids, which are in the
// blocks of the search. Sources/Render/Lists says what lies beside a list's pages, Sources/Search what names are in.
"use strict";
(() => {
const { load } = rollcall;
const blocks = new Map();
let manifest, exact;

rollcall.columns = (given) => { manifest = given; };
rollcall.exact = (given) => { exact = given; };
rollcall.cells = (block) => { blocks.set(document.currentScript.src.slice(-15, -3), block); };

// MARK: Blocks

// NaN where there is no value.
function values([least, way, text]) {
  let all = rollcall.codes(text);
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

// Of numbers that are not counted exactly the digits are kept, by row.
function readNumbers(column, parts) {
  const all = parts.map(values);
  column.large = new Map();
  let first = 0;
  all.forEach((values, i) => {
    for (const [row, digits] of parts[i][3] ?? []) {
      column.large.set(first + row, digits);
      values[row] = +digits;
    }
    first += values.length;
  });
  column.values = joined(all);
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
  } else if (column.kind === "number") readNumbers(column, parts);
  else column.values = joined(parts.map(values));
  if (column.kind === "places") {
    column.starts = [];
    for (let at = 0; at < column.values.length; at += column.values[at] + 1) column.starts.push(at);
  }
}

// MARK: Names

// The rows of the search index: `users` by their places in the order of names, and from `workspaces` on those of
// workspaces.
const names = { rows: [], users: [], workspaces: 0, field, page, having, read: readNames };
const scans = [], texts = new Map();

async function readNames() {
  if (names.rows.length) return;
  const all = (await rollcall.rows()).filter(({ group }) => group < 4), firsts = [];
  for (const { group, text, low } of all) {
    firsts[group] ??= names.rows.length;
    // Titles are in no list, so that nothing is chosen by them.
    scans.push({ low: low.replace(/^((?:[^\t\n]*\t){3})[^\t\n]*/gm, "$1"), first: names.rows.length });
    const rows = text.split("\n");
    for (let i = 0; i < rows.length - 1; i++) names.rows.push(rows[i]);
  }
  names.users = joined(exact.groups.map(values)).map((group) => firsts[group]++);
  names.workspaces = names.users.length;
  for (const [row, field, text] of exact.texts) texts.set(row * 3 + field, text);
}

// A field of a row: 0 name, 1 email, 2 id. Nobody's name is empty: the id is shown for it.
function field(row, number) {
  return texts.get(row * 3 + number) ?? (names.rows[row].split("\t", 3)[number] || (number ? "" : field(row, 2)));
}

function page(row) {
  const [, , id, , , , digits] = names.rows[row].split("\t");
  return rollcall.path(row < names.workspaces ? 0 : 3, id, digits);
}

// Which of these rows have the part in them.
function having(part) {
  const has = new Uint8Array(names.rows.length);
  for (const scan of scans) {
    const { low, first } = scan, starts = scan.starts ||= [...low.matchAll(/\n/g)].map(({ index }) => index + 1);
    for (let row = 0, at = low.indexOf(part); at >= 0; at = low.indexOf(part, starts[row])) {
      while (starts[row] <= at) row++;
      has[first + row] = 1;
    }
  }
  return has;
}

// MARK: The list

// Knows its columns, and has still to read them. `at` is whom a row is about, as a row of names.
async function open(table) {
  await Promise.all([load(new URL(table.dataset.list, location) + "?" + Date.now()), load("search/exact.js?" + Date.now())]);
  const { columns } = manifest, user = { blocks: manifest.users }, workspace = { blocks: manifest.workspaces };
  return {
    ...manifest, bytes: manifest.bytes + exact.bytes, by: new Map(columns.map((column) => [column.name, column])),
    user, workspace, root: table.dataset.script.split("assets/")[0], order: table.dataset.order ?? "",
    cells: columns.filter(({ place }) => place).sort((a, b) => a.place - b.place),
    at: (row, kind) => kind === "user" ? names.users[user.values[row]] : names.workspaces + workspace.values[row],
    read: () => Promise.all([readNames(), ...[user, workspace, ...columns.filter(({ place, filter }) => place || filter)].map(read)]),
  };
}

Object.assign(rollcall.lists, { names, open, read });
})();
