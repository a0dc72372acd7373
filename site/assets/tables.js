// Sort, filter and "Download shown rows", for a table whose rows are all on
// the page; and the current page's place in the navigation.
//
// Such a table has data-file (the CSV's name, without ending) and may have
// data-id (the id's column; each row's data-id is the value). A heading's data-c names
// the CSV column of the cell's text and, after a blank, that of its <small>;
// data-t is its type: n number, d date, else text; data-absent what a cell without
// a value is sorted by. A cell's data-v stands for its text, the class of a state for its word; what is .none
// is absent.
"use strict";
(() => {
  function main(cell) {
    if (cell.dataset.v !== undefined) return cell.dataset.v;
    const time = cell.querySelector("time"), state = cell.querySelector(".st:not(.other)");
    if (time) return time.getAttribute("datetime");
    if (state) return state.classList[1];
    return Array.from(cell.childNodes, (node) => /small|none/i.test(node.nodeName + node.className) ? "" : node.textContent).join("");
  }

  function second(cell) {
    return cell.querySelector("small:not(.none)")?.textContent || "";
  }

  const number = (text) => text.replaceAll(rollcall.words.group, "");
  // As names are folded in every list (fold_table.py has the steps and these letters).
  const plain = new Map(["łl", "øo", "đd", "ðd", "ħh", "ıi", "æae", "œoe", "þth", "ŋn", "ßss"].map(([from, ...to]) => [from, to.join("")]));
  const fold = (text) => Array.from(text.replace(/['´‘’‛ʹʻʼʽˈ＇]/g, "").normalize("NFKD").toLowerCase(), (c) => plain.get(c) ?? c).join("")
    .replace(/[^\P{Mn}\u3099\u309a]|[\p{Cf}\p{Cc}]/gu, "").replace(/\p{Pd}/gu, "-").normalize("NFC");
  // In code-point order, as names are in every list: surrogates come last.
  const ordered = (text) => text.replace(/[\ue000-\uffff]/g, "\ud7ff$&");

  // As in every CSV of the report: control characters become a blank, and '
  // stands before what a spreadsheet could take for a formula.
  function guarded(text) {
    return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
      .replace(/(^|[,;|])([\p{White_Space}\u200b-\u200f\u2060\u202a-\u202e\ufeff"']*)([=+\-@＝＋－＠])/gu, "$1$2'$3");
  }

  function fields(row, heads, id) {
    const line = id ? [guarded(row.dataset.id)] : [];
    heads.forEach((head, i) => {
      if (!head.dataset.c) return;
      const text = main(row.cells[i]), type = head.dataset.t;
      line.push(type === "n" ? number(text) : type ? text : guarded(text));
      if (head.dataset.c.includes(" ")) line.push(guarded(second(row.cells[i])));
    });
    return line;
  }

  function csv(table, heads, rows) {
    const id = table.dataset.id;
    const names = [id, ...heads.flatMap((head) => head.dataset.c?.split(" "))].filter(Boolean);
    const lines = [names, ...rows.map((row) => fields(row, heads, id))];
    return "\ufeff" + lines.map((line) => line.map((field) => `"${field.replace(/"/g, '""')}"`).join(",") + "\r\n").join("");
  }

  function download(text, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function compare(type, a, b) {
    if (type === "n") return Math.sign((+number(a) || 0) - (+number(b) || 0)) || 0; // NEW counts as 0
    return a < b ? -1 : a > b;
  }

  function sort(table, heads, head) {
    const type = head.dataset.t;
    const now = head.ariaSort;
    const way = now === "descending" || !now && !type ? 1 : -1;
    heads.forEach((other) => { other.ariaSort = null; });
    head.ariaSort = way > 0 ? "ascending" : "descending";
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => {
      const cell = row.cells[head.cellIndex], text = main(cell);
      return { row, key: (type ? text : text && ordered([fold(text), second(cell), row.dataset.id].join("\0"))) || head.dataset.absent };
    });
    // What is absent, and sorted by nothing else, comes last, whichever way.
    rows.sort((a, b) => a.key && b.key ? way * compare(type, a.key, b.key) : !a.key - !b.key);
    body.append(...rows.map((each) => each.row));
  }

  function sortable(table, heads) {
    heads.filter((head) => head.dataset.c).forEach((head) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, heads, head));
      head.append(button);
    });
  }

  function filterable(table, heads, tools) {
    const input = tools.querySelector("input"), count = tools.querySelector("output"), button = tools.querySelector("button");
    const rows = () => Array.from(table.querySelectorAll("tbody tr:not(.grp)"));
    const texts = new Map(rows().map((row) => [row, fold(row.textContent + " " + row.dataset.id)]));

    function filter() {
      const parts = fold(input.value).split(/\s+/).filter(Boolean);
      texts.forEach((text, row) => { row.hidden = !parts.every((part) => text.includes(part)); });
      for (const body of table.tBodies) body.hidden = !body.querySelector("tr:not(.grp, [hidden])");
      const shown = rows().filter((row) => !row.hidden).length;
      button.disabled = !parts.length;
      count.textContent = parts.length ? rollcall.say("rows_filtered", { shown, total: texts.size }) : rollcall.say("n_rows", { n: texts.size });
    }
    input.addEventListener("input", filter);
    button.addEventListener("click", () =>
      download(csv(table, heads, rows().filter((row) => !row.hidden)), table.dataset.file + "-shown.csv"));
    // A browser may bring the words back with the page.
    if (input.value) filter();
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("table[data-file]").forEach((table) => {
      const heads = [...table.tHead.rows[0].cells];
      if (table.tBodies.length === 1) sortable(table, heads);
      filterable(table, heads, table.closest(".card").querySelector(".tools"));
    });
    const current = document.querySelector(".top nav [aria-current]");
    const box = current?.getBoundingClientRect();
    if (box) current.closest("ul").scrollLeft += box.left + (box.width - innerWidth) / 2;
  });
})();
