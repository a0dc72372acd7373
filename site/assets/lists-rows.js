// Rows of a list as its page has them: Sources/Render/Pages/Cells.swift makes the same.
"use strict";
(() => {
const { say, el } = rollcall;

const td = (css, ...content) => el("td", css ? { class: css } : {}, ...content);
const hidden = (mark) => el("i", { "aria-hidden": "true" }, mark);
const heard = (text) => el("span", { class: "vh" }, text);
const missing = ({ missing }, css) => td(css, ...missing ? [el("span", { class: "none" }, missing)] : []);
const encoder = new TextEncoder(), bytes = (text) => encoder.encode(text).length;

// What needs no element of its own.
const isSimple = (text, most) => bytes(text) <= most && !/[\0-\x1f\u0580-\u0fff\u2000-\u2fff\uf000-\uffff\u{10000}-\u{10ffff}]/u.test(text);

// Gives the bodies of a table; `heads` are all of its columns, `isGrouped` tells whether rows are by workspace.
rollcall.lists.drawing = (list, { text, workspaces }, heads, isGrouped) => {
  const { names, states, dated, dayOf, shown, bdi, called } = rollcall.lists, { by, user, workspace, cells, at, root, today } = list;
  const linkTo = (who) => el("a", { href: root + names.page(who) }, bdi(names.field(who, 0)));
  let members;

  function time(day) {
    const date = new Date(day * 864e5);
    const shown = say("date", { day: String(date.getUTCDate()), month: rollcall.words.months[date.getUTCMonth()], year: String(date.getUTCFullYear()) });
    return td("", el("time", { datetime: dated(day) }, shown),
      el("small", { class: "ago" }, rollcall.ago(day, today)));
  }

  function state(word, status) {
    if (word) return td("t", el("b", { class: "st " + word }, say("state_" + word)));
    return td("t", ...status ? [el("b", { class: "st other" }, called("status_", status) ?? bdi(status))] : []);
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

  const isolated = (text) => isSimple(text, 1e9) ? shown(text) : `\u2068${shown(text)}\u2069`;

  // An email may be broken before its @.
  function contact(text) {
    const end = isSimple(text, 64) ? text.lastIndexOf("@") : -1;
    return end < 0 ? [bdi(text)] : bytes(text) > 24 ? [text.slice(0, end), el("wbr", {}), text.slice(end)] : [text];
  }

  // The title of somebody whose name others have too; users are in the order of names.
  function namesake(who, row) {
    const place = user.values[row], [title] = (names.rows[who].split("\t")[3] ?? "").split("\x0f");
    const isOne = title && [place - 1, place + 1].some((other) => names.users[other] !== undefined && names.field(names.users[other], 0) === names.field(who, 0));
    return isOne ? [el("small", {}, isolated(title))] : [];
  }

  function namesOf(row, count) {
    const all = workspaces(row), two = all.slice(0, 2);
    if (bytes(two.join("")) > 14) two.length = 1;
    const said = two.map(isolated).join(", ") + (all.length > two.length ? " +" + (all.length - two.length) : "");
    return td("", rollcall.number(count), ...all[0] ? [el("small", {}, two.every((name) => isSimple(name, 20)) ? said : el("bdi", {}, said))] : []);
  }

  function made(column, row) {
    const value = column.values?.[row];
    switch (column.cell) {
    case "person": {
      const who = at(row, "user");
      return el("th", { scope: "row" }, linkTo(who), el("small", {}, ...contact(names.field(who, 1) || names.field(who, 2))), ...namesake(who, row));
    }
    case "workspace": {
      const isArchived = by.get("archived")?.values[row];
      return el("th", { scope: "row" }, linkTo(at(row, "workspace")), ...isArchived ? [el("small", {}, say("is_archived"))] : []);
    }
    case "bar": return bar(row);
    case "names": return namesOf(row, value);
    case "rank": return td("rank", String(value));
    case "account": return text(column, row) === "active" ? state("active") : state("", text(column, row));
    case "role": {
      const name = called("role_", text(column, row));
      if (name) return td("t", name);
    }
    }
    switch (column.kind) {
    case "state": return states[value] ? state(states[value]) : state("", text(column, row));
    case "change": return change(value);
    case "text": return value !== value ? missing(column, "t") : td("t", ...column.texts[value] ? [isSimple(column.texts[value], 24) ? column.texts[value] : bdi(column.texts[value])] : []);
    }
    if (value !== value) return missing(column, "");
    return column.kind === "time" ? time(dayOf(value)) : td("", rollcall.number(column.large?.get(row) ?? value));
  }

  function group(place) {
    members ||= workspace.values.reduce((counts, place) => {
      counts[place] = (counts[place] ?? 0) + 1;
      return counts;
    }, []);
    return el("tbody", {}, el("tr", { class: "grp" }, el("th", { scope: "rowgroup", colspan: heads }, linkTo(names.workspaces + place), " ",
      el("small", {}, say("n_members", { n: members[place] })))));
  }

  // Rows stand under their workspace as long as they are in its order; else each names it.
  return (rows, isSorted) => {
    const all = [];
    let last;
    for (const row of rows) {
      const place = isGrouped && !isSorted ? workspace.values[row] : 0;
      if (place !== last) all.push(isGrouped && !isSorted ? group(place) : el("tbody", {}));
      last = place;
      const tr = el("tr", {}, ...cells.map((column) => made(column, row)));
      if (isGrouped && isSorted) tr.firstChild.after(td("t", linkTo(at(row, "workspace"))));
      all.at(-1).append(tr);
    }
    return all[0] ? all : [el("tbody", {}, el("tr", {}, el("td", { class: "empty", colspan: heads + (isGrouped && isSorted) }, say("nothing_found"))))];
  };
};
})();
