// What moves though the subject of a page does not: up to when the data goes, how long ago something was, the names of
// downloads, and ranks in periods that go on. moment.js and, for users' pages, ranks/xx.js tell it, so that pages stay
// the same files.
"use strict";
(() => {
  const { say, today } = rollcall;

  // From a date, or a day's number, to the end of the data, or another day.
  rollcall.ago = (day, last = Date.parse(today) / 864e5) => {
    const days = last - (typeof day === "string" ? Date.parse(day) / 864e5 : day);
    return days > 1 ? say("days_ago", { n: days }) : say(days > 0 ? "yesterday" : "today");
  };

  // Whole numbers, as Sources/Render/Lists/ListColumn writes them.
  const digits = new Int8Array(128);
  Array.from({ length: 92 }, (_, i) => i + 35).filter((code) => code !== 60 && code !== 92).forEach((code, i) => { digits[code] = i; });

  rollcall.codes = (text) => {
    const codes = new Float64Array(text.length);
    let count = 0, code = 0, worth = 1;
    for (let at = 0; at < text.length; at++) {
      const digit = digits[text.charCodeAt(at)];
      if (digit < 45) {
        codes[count++] = code + digit * worth;
        code = 0;
        worth = 1;
      } else {
        code += (digit - 45) * worth;
        worth *= 45;
      }
    }
    return codes.subarray(0, count);
  };

  // MARK: Ranks

  function add(cell, tag, text, given = {}) {
    Object.assign(cell.appendChild(document.createElement(tag)), { textContent: text, ...given });
  }

  // The template cell.mustache makes the same of a movement.
  function move(cell, rank, before) {
    if (!before) return add(cell, "b", say("new_rank"));
    const way = rank < before ? "up" : rank > before ? "down" : "";
    if (way) cell.classList.add(way);
    add(cell, "i", way ? rank < before ? "▲" : "▼" : "=", { ariaHidden: "true" });
    add(cell, "span", way ? say(way) + " " : say("same_rank"), { className: "vh" });
    if (way) cell.append(String(Math.abs(before - rank)));
  }

  // Sources/Render/RunningRanks tells what is given. Ranks of another moment are those of another report.
  rollcall.ranks = (moment, text) => {
    if (moment !== rollcall.asOf) return;
    const { running } = rollcall, [salt, space, ...codes] = rollcall.codes(text);
    const name = location.pathname.split("/").pop().replace(/\.html$/, "");
    const key = Array.from(name).reduce((hash, c) => Math.imul(hash ^ c.charCodeAt(), 16777619), 2166136261 ^ salt) >>> 0;
    const links = [...document.querySelectorAll("#ranks td > a")], found = new Map();
    for (let at = 0, last = 0; at < codes.length && !found.size;) {
      last += codes[at++];
      let states = codes[at++];
      for (const period in running) {
        const state = states % 3, ranks = codes.slice(at, at += state);
        states = (states - state) / 3;
        if (state && last === key % space) found.set(`/leaderboard/${period}.html`, [...ranks, running[period]]);
      }
    }
    // Another page of ours may be older than the ranks.
    const known = links.map((link) => found.get(link.pathname.slice(link.pathname.lastIndexOf("/leaderboard/"))));
    if (links.length !== found.size || known.includes(undefined)) return;
    links.forEach((link, i) => {
      const cell = link.parentNode, [rank, ...rest] = known[i], isCompared = rest.pop();
      cell.textContent = rollcall.number(rank);
      if (isCompared) move(cell.nextElementSibling, rank, rest[0]);
    });
  };

  // MARK: Dates

  // A header of the publisher's may lack moment.js.
  if (!today) return;
  document.querySelector(".until")?.replaceWith(rollcall.period);
  for (const time of document.querySelectorAll("time.ago")) time.textContent = rollcall.ago(time.dateTime);
  for (const small of document.querySelectorAll("small.ago")) small.textContent = rollcall.ago(small.previousElementSibling.dateTime);
  for (const link of document.querySelectorAll("a[download]")) link.download = link.download.replace(/(?=\.\w+$)/, "-" + today);
})();
