// What a list's cells say: in the CSV, and what the words among them are called on pages.
"use strict";
(() => {
const { words, el } = rollcall;
const states = ["active", "quiet", "dormant", "new", "never"];

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

const bdi = (text) => el("bdi", {}, shown(text));

// The dump's own words are called as the report's language does where they are known.
const called = (kind, text) => Object.hasOwn(words, kind + text) ? words[kind + text] : undefined;

// Texts of one list.
function texts({ by, columns, at, base, zone }) {
  const { names } = rollcall.lists, fields = { name: 0, email: 1, id: 2 };

  function named({ from }, row) {
    const [kind, what] = from.split("."), who = at(row, kind);
    return what === "page" ? base + names.page(who) : names.field(who, fields[what]);
  }

  function places({ values, starts }, row) {
    return values.subarray(starts[row] + 1, starts[row] + 1 + values[starts[row]]);
  }

  const workspace = (place) => names.field(names.workspaces + place, 0);
  const workspaces = (row) => Array.from(places(by.get("workspaces"), row), workspace).sort((a, b) => compared(ordered(a), ordered(b)));

  // As in the CSV, but for the guard.
  function text(column, row) {
    const value = column.values?.[row];
    switch (column.kind) {
    case "named": return named(column, row);
    case "zone": return zone;
    case "places": return workspaces(row).join("; ");
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
    return column.large?.get(row) ?? String(value);
  }

  const cell = (column, row) => column.kind === "named" && !column.from.endsWith("page") || /text|zone|places|state/.test(column.kind)
    ? guarded(text(column, row)) : text(column, row);

  // The lines of these rows, as the list's CSV has them.
  function csv(rows) {
    const printed = columns.filter(({ only, name }) => name && !only);
    const line = (fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(",") + "\r\n";
    return ["\ufeff", line(printed.map(({ name }) => name)), ...Array.from(rows, (row) => line(printed.map((column) => cell(column, row))))];
  }

  return { text, places, workspace, workspaces, csv };
}

Object.assign(rollcall.lists, { states, dated, dayOf, ordered, compared, shown, bdi, called, texts });
})();
