// A chart's values, under the pointer or by the arrow keys.
//
// A .plot has data-v: series with | between, values with a blank between,
// "0*9" for nine zeros; data-n: the series' names; data-from: the first value's
// date; data-step: days from one value to the next, else 1, or "m" for months.
// In a calendar (.cal) seven values stand in a column, in .hours 24 in a row.
"use strict";
(() => {
  const { words, say } = rollcall;
  const clock = (hour) => String(hour).padStart(2, "0") + ":00";

  function series(text) {
    return text.split(" ").flatMap((part) => {
      const [value, times] = part.split("*");
      return Array(Number(times || 1)).fill(value);
    });
  }

  function dateLabel(from, step, index) {
    const date = new Date(from + "T00:00:00Z");
    if (step === "m") date.setUTCMonth(date.getUTCMonth() + index);
    else date.setUTCDate(date.getUTCDate() + index * step);
    const month = date.getUTCMonth(), day = String(date.getUTCDate()), year = String(date.getUTCFullYear());
    if (step === "m") return say("month_of_year", { month: words.months[month], year });
    const shown = say("date", { day, month: words.months[month], year });
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
    const count = all[0].length;
    const calendar = plot.classList.contains("cal");
    const hours = plot.classList.contains("hours");
    const rows = calendar || hours ? 7 : 1;
    const columns = hours ? 24 : Math.ceil(count / rows);
    let at = -1, tip, cursor;

    function label(index) {
      if (!hours) return dateLabel(plot.dataset.from, plot.dataset.step || "1", index);
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
      at = index;
      if (!tip) {
        cursor = add(plot, "div", "", rows > 1 ? "cur" : "cur thin");
        tip = add(plot, "div", "", "tip");
      }
      tip.role = aloud ? "status" : null;
      tip.replaceChildren();
      add(tip, "b", label(index));
      all.forEach((values, i) => add(tip, "span", rollcall.number(values[index]) + " " + names[i]));
      place(calendar ? Math.floor(index / 7) : index % columns, calendar ? index % 7 : Math.floor(index / columns));
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
      const index = calendar ? column * 7 + row : row * columns + column;
      if (index < count) show(index);
    }

    function key(event) {
      if (event.key === "Escape") hide();
      const across = calendar ? 7 : 1, down = calendar ? 1 : hours ? 24 : NaN;
      const to = { ArrowRight: at + across, ArrowLeft: at - across, ArrowDown: at + down, ArrowUp: at - down,
        Home: 0, End: count - 1 }[event.key];
      if (!(to < Infinity) || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      show(at < 0 && to ? count - 1 : Math.max(0, Math.min(count - 1, to)), true);
    }

    plot.tabIndex = 0;
    plot.role = "group";
    plot.ariaLabel = say("chart_keys");
    plot.addEventListener("pointermove", point);
    plot.addEventListener("pointerdown", point);
    plot.addEventListener("pointerleave", hide);
    plot.addEventListener("blur", hide);
    plot.addEventListener("keydown", key);
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".plot").forEach(start));
})();
