// The menus over a list, by which rows are chosen.
"use strict";
(() => {
const { say, el } = rollcall;
const longest = 100;

// `now` gives the view, and `choose` is told what is to be chosen.
rollcall.lists.menus = ({ by }, choices, tools, now, choose) => {
  const { bdi, wanted } = rollcall.lists;

  function label(menu) {
    const { c } = menu.dataset, column = by.get(c), given = now().chosen.get(c) ?? [], summary = menu.querySelector("summary");
    summary.replaceChildren(column.filter, ...given[1] ? [` (${rollcall.number(given.length)})`] : given[0] !== undefined ? [": ", bdi(called(column, given[0]))] : []);
    summary.classList.toggle("on", given[0] !== undefined);
  }

  function called(column, value) {
    if (column.kind === "number") return say("days_or_more", { n: +value });
    const [isNot, text] = wanted(value), made = column.choices, i = made ? made.texts.indexOf(text) : -1;
    const name = i < 0 ? text || "–" : made.label(i);
    return isNot ? say("all_but", { name }) : name;
  }

  function option(column, value, text, count, type = "checkbox") {
    const given = now().chosen.get(column.name) ?? [], box = el("input", { type, name: "choice-" + column.name });
    box.checked = type === "radio" ? (given[0] ?? "") === value : given.includes(value);
    box.onchange = () => change(column, value, box.checked);
    return el("label", {}, box, " ", bdi(text), ...count === undefined ? [] : [" ", el("small", {}, rollcall.number(count))]);
  }

  function change(column, value, isChosen) {
    const chosen = new Map(now().chosen), given = chosen.get(column.name) ?? [];
    const left = column.kind === "number" ? [value].filter(Boolean) : isChosen ? given.concat(value) : given.filter((other) => other !== value);
    if (left[0] === undefined) chosen.delete(column.name);
    else chosen.set(column.name, left);
    choose(chosen);
  }

  // What a list has, and a box for text where that is much.
  function fillWith(column, list, popup) {
    const made = choices(column), given = now().chosen.get(column.name) ?? [];
    // Those of the address that nobody has, or that stand for all others, can be taken away.
    const odd = given.filter((value) => !made.texts.includes(wanted(value)[1]) || wanted(value)[0]);
    const values = made.texts.map((text, i) => [text.replace(/^!/, "!!"), made.label(i), made.counts[i]]).filter(([, , count]) => count);
    const narrow = (part) => list.replaceChildren(
      ...odd.map((value) => option(column, value, called(column, value))),
      ...values.filter(([, name]) => rollcall.fold(name).includes(part)).slice(0, longest)
        .map(([value, name, count]) => option(column, value, name, count)));
    narrow("");
    if (values.length <= 12) return;
    const search = el("input", { type: "search", "aria-label": say("filter"), placeholder: say("filter"), autocomplete: "off" });
    search.oninput = () => narrow(rollcall.fold(search.value));
    popup.prepend(search);
  }

  // Of a list that is read.
  function fill(menu) {
    const column = by.get(menu.dataset.c), list = el("div", { class: "choices", role: "group", "aria-label": column.filter });
    menu.querySelector(".popup")?.remove();
    const popup = el("div", { class: "popup" }, list);
    if (column.kind === "number") {
      list.append(...["", "30", "60", "90"].map((days) => option(column, days, days ? called(column, days) : say("any"), undefined, "radio")));
    } else fillWith(column, list, popup);
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
    for (const menu of tools.querySelectorAll("details[open]")) if (!menu.contains(event.target)) menu.open = false;
  }, true);

  return { fill, mark: () => tools.querySelectorAll("details").forEach(label) };
};
})();
