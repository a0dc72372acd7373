// Which rows of a list are shown, and in which order.
"use strict";
(() => {
const { say } = rollcall;

// `!` before a value is for all others; a value that begins with it has one more.
const wanted = (value) => value[0] === "!" && value[1] !== "!" ? [true, value.slice(1)] : [false, value.replace(/^!!/, "!")];

// `rows` gives those of a view; `choices` is what a column's can be chosen by.
function choosing(list, texts) {
  const { rows: total, columns, by, user, workspace, at, order } = list;
  const { names, states, ordered, compared, called } = rollcall.lists, { text, places } = texts;

  // MARK: Sorting

  const ranks = (texts, key) => {
    const keys = texts.map((text) => [ordered(key(text)), ordered(text)]), all = new Float64Array(texts.length);
    const order = (a, b) => compared(keys[a][0], keys[b][0]) || compared(keys[a][1], keys[b][1]);
    const places = keys.map((_, i) => i).sort(order);
    let rank = 0;
    places.forEach((place, i) => {
      if (i && order(places[i - 1], place)) rank = i;
      all[place] = texts[place] ? rank : NaN;
    });
    return all;
  };

  // By numbers; NaN comes last, whichever way.
  function keys(column) {
    if (column.from === "user.name") return user.values;
    if (column.from === "workspace.name") return workspace.values;
    if (column.kind === "text") {
      const rank = ranks(column.texts, rollcall.fold);
      return column.values.map((value) => rank[value] ?? NaN);
    }
    if (!column.values || column.kind === "places") return ranks(Array.from({ length: total }, (_, row) => text(column, row)), (text) => text);
    if (column.large?.size) return exact(column);
    const absent = { 0: -Infinity, Infinity }[column.absent] ?? NaN;
    return column.values.map((value) => value === value ? value : absent);
  }

  // In the place of large numbers that a script cannot tell apart, others that it can.
  function exact({ values, large }) {
    const all = [...new Set(large.values())].map(BigInt).sort((a, b) => a < b ? -1 : 1), rank = new Map(all.map((number, i) => [String(number), i]));
    return values.map((value, row) => large.has(row) ? 2 ** 54 + 4 * rank.get(large.get(row)) : value);
  }

  // The last order is kept.
  const kept = {};

  function sorted(sort) {
    if (kept.sort === sort) return kept.rows;
    const all = Uint32Array.from({ length: total }, (_, row) => row), column = by.get(sort.replace("-", ""));
    kept.sort = sort;
    if (!column) return kept.rows = all;
    const key = column.keys ||= keys(column), way = sort[0] === "-" ? -1 : 1, last = all.filter((row) => key[row] !== key[row]);
    const first = all.filter((row) => key[row] === key[row]).sort((a, b) => way * (key[a] - key[b]) || a - b);
    kept.rows = new Uint32Array(total);
    kept.rows.set(first);
    kept.rows.set(last, first.length);
    return kept.rows;
  }

  // MARK: Filtering

  // What rows can be chosen by: texts as in the CSV, what they are called, and for each row which it has.
  function choices(column) {
    if (column.choices) return column.choices;
    const { kind, values } = column, make = (texts, of, label = (i) => texts[i] || "–") => ({ texts, of, label });
    const ofWorkspaces = (number) => Array.from({ length: names.rows.length - names.workspaces }, (_, i) => names.field(names.workspaces + i, number));
    const made = kind === "flag" ? make(["false", "true"], (row) => [values[row]], (i) => say(`${column.name}_${i > 0}`))
      : kind === "state" ? stateChoices(column)
      : kind === "text" ? textChoices(column)
      : kind === "places" ? placesChoices(column)
      : make(ofWorkspaces(2), (row) => [workspace.values[row]], texts.workspace);
    made.counts = new Uint32Array(made.texts.length);
    for (let row = 0; row < total; row++) for (const i of made.of(row)) made.counts[i]++;
    return column.choices = made;

    // In none is a choice too.
    function placesChoices(column) {
      const all = ofWorkspaces(0).concat(""), none = [all.length - 1];
      return make(all, (row) => column.values[column.starts[row]] ? places(column, row) : none);
    }
    function textChoices({ texts, values }) {
      const all = values.some((value) => value !== value) ? texts.concat("") : texts, none = all.lastIndexOf("");
      return make(all, (row) => [values[row] === values[row] ? values[row] : none],
        (i) => all[i] ? called(column.name + "_", all[i]) ?? all[i] : column.missing ?? "–");
    }
    function stateChoices({ values }) {
      const status = by.get("status"), all = states.concat(status?.texts ?? []);
      return make(all, (row) => [states[values[row]] ? values[row] : states.length + status.values[row]],
        (i) => i < states.length ? say("state_" + all[i]) : called("status_", all[i]) ?? all[i]);
    }
  }

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
    const has = names.having(part), ofTexts = columns.filter(({ kind, place, cell }) => kind === "text" && place && cell !== "account")
      .map(({ name, texts, values }) => {
        const isIn = texts.map((text) => rollcall.fold(text + "\n" + (called(name + "_", text) ?? "")).includes(part));
        return (row) => isIn[values[row]];
      });
    const ofKinds = ["user", "workspace"].filter((kind) => list[kind].values.length).map((kind) => (row) => has[at(row, kind)]);
    return ofKinds.concat(ofTexts).reduce((one, other) => (row) => one(row) || other(row));
  }

  function rows({ q, sort, chosen }) {
    const parts = rollcall.fold(q).split(/\s+/).filter(Boolean);
    const tests = [...chosen].map(([name, given]) => allowed(by.get(name), given)).concat(parts.map(saying));
    return tests.reduce((rows, test) => rows.filter(test), sorted(sort || order));
  }

  return { rows, choices };
}

Object.assign(rollcall.lists, { wanted, choosing });
})();
