// A chart's values, under the pointer or by the arrow keys; how many of them are shown; a link to each section.
//
// A .plot has data-v: series with | between, values with a blank between,
// "0*9" for nine zeros, "-" for a place before the data; data-n: the series' names; data-from: the first value's
// date; data-step: days from one value to the next, else 1, or "m" for months.
// In a calendar (.cal) seven values stand in a column, in .hours 24 in a row.
"use strict";
(() => {
  const { words, say } = rollcall;
  // How many values a choice shows, by the days of a step; where nothing is said, all that there are.
  const SPANS = { "#28-days": { 1: 28 }, "#12-weeks": { 1: 84, 7: 12 } };
  const clock = (hour) => String(hour).padStart(2, "0") + ":00";

  function series(text) {
    return text.split(" ").flatMap((part) => {
      const [value, times] = part.split("*");
      return Array(Number(times || 1)).fill(value);
    });
  }

  function dateOf(from, step, index) {
    const date = new Date(from + "T00:00:00Z");
    if (step === "m") date.setUTCMonth(date.getUTCMonth() + index);
    else date.setUTCDate(date.getUTCDate() + index * step);
    return date;
  }

  const told = (key, date) =>
    say(key, { day: String(date.getUTCDate()), month: words.months[date.getUTCMonth()], year: String(date.getUTCFullYear()) });

  function dateLabel(from, step, index) {
    const date = dateOf(from, step, index);
    if (step === "m") return told("month_of_year", date);
    const shown = told("date", date);
    return step === "7" ? say("week_of_date", { date: shown })
      : say("weekday_date", { weekday: words.weekdays[(date.getUTCDay() + 6) % 7], date: shown });
  }

  function add(parent, tag, text, name) {
    const node = parent.appendChild(document.createElement(tag));
    node.textContent = text;
    if (name) node.className = name;
    return node;
  }

  function start(plot) {
    const all = plot.dataset.v.split("|").map(series);
    const names = plot.dataset.n.split("|");
    const step = plot.dataset.step || "1";
    const calendar = plot.classList.contains("cal");
    const days = calendar && rollcall.today ? (Date.parse(rollcall.today) - Date.parse(plot.dataset.from)) / 864e5 + 1 : Infinity;
    const count = Math.min(all[0].length, days), begin = all[0].findIndex((value) => value !== "-");
    const hours = plot.classList.contains("hours");
    const rows = calendar || hours ? 7 : 1;
    const drawing = plot.querySelector("svg svg"), view = drawing?.getAttribute("viewBox").split(" ");
    const marks = [...plot.querySelectorAll(".x")];
    let columns = hours ? 24 : Math.ceil(count / rows), first = 0, at = -1, tip, cursor;

    // A calendar has the whole week of its last day.
    if (calendar && count % 7) {
      const cover = document.createElementNS("http://www.w3.org/2000/svg", "rect"), row = count % 7;
      Object.entries({ class: "cover", x: columns - 1, y: row, width: 1, height: 7 - row }).forEach((pair) => cover.setAttribute(...pair));
      drawing.append(cover);
    }

    function label(index) {
      if (!hours) return dateLabel(plot.dataset.from, step, index);
      return say("weekday_hours", { weekday: words.weekdays[Math.floor(index / 24)], from: clock(index % 24), to: clock(index % 24 + 1) });
    }

    function hide() {
      tip?.remove();
      cursor?.remove();
      tip = null;
      at = -1;
    }

    function show(index, aloud) {
      if (index === at) return;
      if (!(index >= begin)) return hide();
      at = index;
      if (!tip) {
        cursor = add(plot, "div", "", rows > 1 ? "cur" : "cur thin");
        tip = add(plot, "div", "", "tip");
      }
      tip.replaceChildren();
      add(tip, "b", label(index));
      all.forEach((values, i) => add(tip, "span", rollcall.number(values[index]) + " " + names[i]));
      if (aloud) spoken.textContent = Array.from(tip.children, (part) => part.textContent).join(", ");
      if (calendar) place(Math.floor(index / 7), index % 7);
      else place((index - first) % columns, Math.floor((index - first) / columns));
    }

    function place(column, row) {
      const thin = rows === 1;
      Object.assign(cursor.style, {
        left: (column + (thin ? 0.5 : 0)) / columns * 100 + "%",
        top: row / rows * 100 + "%",
        width: thin ? 0 : 100 / columns + "%",
        height: 100 / rows + "%",
      });
      // The tip stays inside the window.
      const box = plot.getBoundingClientRect();
      const want = (column + 0.5) / columns * box.width - tip.offsetWidth / 2;
      const room = document.documentElement.clientWidth - box.left - tip.offsetWidth - 4;
      tip.style.left = Math.max(4 - box.left, Math.min(want, room)) + "px";
    }

    function cell(share, cells) {
      return Math.max(0, Math.min(cells - 1, Math.floor(share * cells)));
    }

    function point(event) {
      const box = plot.getBoundingClientRect();
      const column = cell((event.clientX - box.left) / box.width, columns);
      const row = cell((event.clientY - box.top) / box.height, rows);
      const index = calendar ? column * 7 + row : first + row * columns + column;
      if (index < count) show(index);
    }

    function key(event) {
      if (event.key === "Escape") hide();
      const across = calendar ? 7 : 1, down = calendar ? 1 : hours ? 24 : NaN;
      const to = { ArrowRight: at + across, ArrowLeft: at - across, ArrowDown: at + down, ArrowUp: at - down,
        Home: 0, End: count - 1 }[event.key];
      if (!(to < Infinity) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      show(at < 0 && to ? count - 1 : Math.max(first, begin, Math.min(count - 1, to)), true);
    }

    // Shows the last values alone: the drawing is the same, seen from nearer.
    function zoom(size) {
      hide();
      columns = Math.min(size || count, count);
      first = count - columns;
      drawing.setAttribute("viewBox", `${+view[0] + first} 0 ${columns} ${view[3]}`);
      drawing.style.overflow = first ? "hidden" : "";
      plot.querySelectorAll(".x").forEach((mark) => mark.remove());
      plot.firstElementChild.append(...first ? mondays() : marks);
    }

    function mondays() {
      const weeks = Array.from({ length: columns }, (_, i) => [i, dateOf(plot.dataset.from, step, first + i)])
        .filter(([i, date]) => i < columns * 0.9 && (step > 1 || date.getUTCDay() === 1));
      return weeks.filter((_, i) => i % Math.ceil(weeks.length / 6) === 0).map(([i, date]) => {
        const mark = document.createElementNS("http://www.w3.org/2000/svg", "text");
        mark.setAttribute("class", "x");
        mark.setAttribute("x", i / columns * 100 + "%");
        mark.textContent = told("date_in_year", date);
        return mark;
      });
    }

    plot.tabIndex = 0;
    plot.role = "group";
    plot.ariaLabel = say("chart_keys", { name: plot.firstElementChild.getAttribute("aria-label") });
    plot.zoom = zoom;
    plot.addEventListener("pointermove", point);
    plot.addEventListener("pointerdown", point);
    // A finger leaves at once; what it asked for stays until it asks for something else.
    plot.addEventListener("pointerleave", (event) => event.pointerType === "touch" || hide());
    plot.addEventListener("blur", hide);
    plot.addEventListener("keydown", key);
  }

  function choose() {
    for (const nav of document.querySelectorAll(".ranges")) {
      const links = [...nav.children], here = (hash) => links.find((link) => link.hash === hash && link.pathname === location.pathname);
      const link = here(location.hash) || here("#year");
      links.forEach((each) => { each.ariaCurrent = each === link ? "true" : null; });
      const [plot, all] = nav.parentNode.querySelectorAll(".plot");
      if (all) {
        all.hidden = link.hash !== "#all";
        plot.hidden = !all.hidden;
      }
      plot.zoom(SPANS[link.hash]?.[plot.dataset.step || 1]);
    }
  }

  let spoken;
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("section[id] h2").forEach((heading) => {
      const link = add(heading, "a", "", "anchor");
      link.href = "#" + heading.closest("section").id;
      link.tabIndex = -1;
      link.ariaHidden = "true";
    });
    const plots = document.querySelectorAll(".plot");
    if (!plots[0]) return;
    spoken = add(document.querySelector("main"), "p", "", "vh");
    spoken.role = "status";
    plots.forEach(start);
    const skip = document.querySelector(".skip").cloneNode(), chart = document.querySelector(".plot:not(.spark)") || plots[0];
    skip.textContent = say("skip_to_chart");
    skip.onclick = (event) => {
      event.preventDefault();
      chart.focus();
    };
    document.querySelector(".skip").after(skip);
    addEventListener("hashchange", choose);
    choose();
  });
})();
