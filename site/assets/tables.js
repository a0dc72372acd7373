// A list's heads, filter and menus, by which lists.js and its parts are loaded; and the current page's place in the
// navigation.
//
// The table of a list has data-list, the script that tells what it has, and data-script, those that know how; a
// heading's data-c names the column that a click on it sorts by.
"use strict";
(() => {
  function start(table) {
    const tools = table.closest(".card").querySelector(".tools"), input = tools.querySelector("input");
    const at = (address) => new URL(address, location).href;
    let list;

    // What failed is tried again by whoever asks next.
    const open = () => Promise.all(table.dataset.script.split(" ").map((script) => rollcall.load(at(script)))).then(() => rollcall.list(table))
      .catch((error) => {
        list = undefined;
        throw error;
      });

    async function act(name, given) {
      try {
        table.ariaBusy = true;
        list ||= open();
        await (await list)[name](given);
      } catch (error) {
        table.ariaBusy = false;
        if (error instanceof Error) throw error;
        tools.querySelector("output").textContent = rollcall.say("report_replaced");
      }
      table.ariaBusy = false;
    }

    for (const head of table.tHead.querySelectorAll("[data-c]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => act("sort", head.dataset.c));
      head.append(button);
    }
    input.addEventListener("input", () => act("filter"));
    for (const menu of tools.querySelectorAll("details")) menu.addEventListener("toggle", () => menu.open && act("fill", menu));
    if (location.search) act("show");
    // A browser may bring the words back with the page.
    else if (input.value) act("filter");
  }

  rollcall.lists = {};
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("table[data-list]").forEach(start);
    const current = document.querySelector(".top nav [aria-current]");
    const box = current?.getBoundingClientRect();
    if (box) current.closest("ul").scrollLeft += box.left + (box.width - innerWidth) / 2;
  });
})();
