// Views of a list as addresses: `q` for text, `sort` for a column, `from` for the first row shown, and columns with the
// values that are chosen.
"use strict";
rollcall.lists.addresses = ({ by, ranked, order }) => {
  const isSortable = (name) => by.has(name) && !by.get(name).only && !ranked;

  // What is in no list is left out, and in `unknown`.
  function parse(search) {
    const view = { q: "", sort: "", from: 1, chosen: new Map(), unknown: [] };
    for (const [name, value] of new URLSearchParams(search)) {
      const column = by.get(name);
      if (name === "q") view.q = value;
      else if (name === "sort" && isSortable(value.replace("-", ""))) view.sort = value;
      else if (name === "from" && /^[1-9]\d{0,8}$/.test(value)) view.from = +value;
      else if (column?.filter && (column.kind !== "number" || /^\d{1,6}$/.test(value))) {
        const given = view.chosen.get(name) ?? [];
        if (!given.includes(value)) view.chosen.set(name, given.concat(value));
      } else view.unknown.push(by.has(name) || name === "sort" || name === "from" ? `${name}=${value}` : name);
    }
    return view;
  }

  // Empty for the list as it is.
  function address({ q, sort, from, chosen }) {
    const params = new URLSearchParams([...chosen].flatMap(([name, given]) => given.map((value) => [name, value])));
    if (q) params.set("q", q);
    if (sort && sort !== order) params.set("sort", sort);
    if (from > 1) params.set("from", from);
    return String(params) && "?" + params;
  }

  return { parse, address };
};
