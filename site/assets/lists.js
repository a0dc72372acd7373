// Lists, whole: sorted, filtered, page by page, and saved as the CSV has them. Loaded by tables.js, with its parts, when
// somebody first does any of that. The parts come in any order: none uses another before a list is opened.
"use strict";
(() => {
const { say, el } = rollcall;
const rowsOfPage = 200, mostUnasked = 16e6;

rollcall.list = async (table) => {
  const card = table.closest(".card"), tools = card.querySelector(".tools"), input = tools.querySelector("input");
  const output = tools.querySelector("output"), button = tools.querySelector("button"), pager = document.querySelector("nav.pages");
  const heads = [...table.tHead.rows[0].cells], isGrouped = Boolean(table.querySelector(".grp"));
  const served = [...table.tBodies], links = pager && [...pager.childNodes], said = output.textContent;
  const { lists } = rollcall, list = await lists.open(table), { by, order } = list;
  const texts = lists.texts(list), { rows, choices } = lists.choosing(list, texts);
  const bodies = lists.drawing(list, texts, heads.length, isGrouped);
  const { parse, address } = lists.addresses(list);
  const menus = lists.menus(list, choices, tools, () => view, (chosen) => go({ chosen }));
  let view = parse(location.search), ticket = 0, isAllowed = false, isRead = false, written = 0, timer, found, reading;
  document.head.append(el("link", { rel: "stylesheet", href: table.dataset.style }));

  const isSorted = () => Boolean(view.sort) && view.sort !== order;

  // MARK: What is set

  function write(isNew) {
    clearTimeout(timer);
    written = performance.now();
    try {
      history[isNew ? "pushState" : "replaceState"](0, "", address(view) || location.pathname);
    } catch {}
  }

  // A click is an entry of its own in the history; what is typed is one, and browsers count how often it changes.
  function go(change, isTyped) {
    view = { ...view, from: 1, unknown: [], ...change };
    if (!isTyped) write(true);
    else {
      clearTimeout(timer);
      timer = setTimeout(write, Math.max(0, written + 300 - performance.now()));
    }
    return show();
  }

  function sort(name) {
    const { kind } = by.get(name), first = /number|time|day|flag/.test(kind) ? "-" : "", second = first ? "" : "-";
    const now = view.sort || order;
    return go({ sort: now === first + name ? second + name : now === second + name ? "" : first + name });
  }

  // MARK: What is shown

  function tell(...content) {
    output.replaceChildren(...content);
    const { unknown } = view;
    if (unknown[0]) output.append(" · ", say("not_in_list", { names: unknown.slice(0, 5).map((name) => `\u2068${lists.shown(name.slice(0, 60))}\u2069`).join(", ") }));
  }

  function mark() {
    if (document.activeElement !== input || !input.value.includes(view.q)) input.value = view.q;
    const now = view.sort || order;
    for (const head of heads) {
      const { c } = head.dataset;
      head.ariaSort = c && now.replace("-", "") === c ? now[0] === "-" ? "descending" : "ascending" : null;
    }
    menus.mark();
    markTabs();
    button.disabled = !address(view);
  }

  async function ready() {
    if (isRead) return;
    if (!isAllowed && list.bytes > mostUnasked) {
      const ask = el("button", { type: "button" }, say("load"));
      tell(say("load_size", { size: say("megabytes", { n: Math.ceil(list.bytes / 1e6) }) }), " ", ask);
      await new Promise((resolve) => { ask.onclick = resolve; });
      isAllowed = true;
    }
    const timer = setTimeout(tell, 150, say("loading"));
    reading ||= list.read().catch((error) => {
      reading = undefined;
      throw error;
    });
    await reading.finally(() => clearTimeout(timer));
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
      if (column && isRead) await lists.read(column);
    } catch (error) {
      lose(error);
    }
    if (mine !== ticket) return;
    table.ariaBusy = false;
    if (!address(view)) return restore();
    if (!isRead) return;
    found = rows(view);
    view.from = Math.min(view.from, Math.max(1, Math.ceil(found.length / rowsOfPage) * rowsOfPage - rowsOfPage + 1));
    table.querySelector("th.which")?.remove();
    if (isGrouped && isSorted()) heads[0].after(el("th", { scope: "col", class: "t which" }, by.get("workspace_id").filter));
    fill(bodies(found.subarray(view.from - 1, view.from - 1 + rowsOfPage), isSorted()));
    if (pager) turn(found.length);
    mark();
    tell(found.length < list.rows ? say("rows_filtered", { shown: found.length, total: list.rows }) : say("n_rows", { n: list.rows }));
  }

  function fill(bodies) {
    for (const body of [...table.tBodies]) body.remove();
    table.append(...bodies);
  }

  function restore() {
    table.querySelector("th.which")?.remove();
    fill(served);
    pager?.replaceChildren(...links);
    tell(said);
  }

  // MARK: Pages

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
    pager.replaceChildren(...count ? [el("p", {}, say("rows_shown", { from: view.from, to, total: count }))] : [], ...last > 1 ? nodes : []);
  }

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
  document.addEventListener("click", () => address(view) !== location.search && write(), true);

  // MARK: Tabs

  // Those that stand for views, and the one of the pages' own order.
  const tabs = [...document.querySelectorAll(".tabs.js-only a")], ordered = document.querySelector(".tabs:not(.js-only, .steps) [aria-current]");
  const tabbed = new Set(tabs.flatMap((tab) => [...new URLSearchParams(tab.search).keys()]));

  function isCurrent(tab) {
    const params = new URLSearchParams(tab.search);
    return [...tabbed].every((name) => String(view.chosen.get(name) ?? "") === (params.get(name) ?? ""));
  }

  function markTabs() {
    const set = (tab, isCurrent) => isCurrent ? tab.setAttribute("aria-current", "page") : tab.removeAttribute("aria-current");
    for (const tab of tabs) set(tab, isCurrent(tab));
    if (ordered) set(ordered, !isSorted());
  }

  for (const tab of tabs) tab.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || tab.pathname !== location.pathname) return;
    event.preventDefault();
    const { chosen } = parse(tab.search);
    for (const [name, given] of view.chosen) if (!tabbed.has(name)) chosen.set(name, given);
    go({ chosen });
  });

  // MARK: The CSV

  button.addEventListener("click", async () => {
    await Promise.all(list.columns.map(lists.read));
    const link = el("a", { download: `${table.dataset.file}-${rollcall.today}-shown.csv` });
    link.href = URL.createObjectURL(new Blob(texts.csv(found), { type: "text/csv" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  });

  async function open(menu) {
    try {
      await ready();
      menus.fill(menu);
    } catch (error) {
      lose(error);
    }
  }

  return { show, filter: () => go({ q: input.value }, true), fill: open, sort };
};
})();
