const told = JSON.parse(document.getElementById("days").textContent);
const unrolled = (runs) => {
  const all = [];
  for (const each of runs) {
    if (each < 0) for (let again = each; again < 0; again += 1) all.push(all[all.length - 1]);
    else all.push(each);
  }
  return all;
};
const made = (name, attributes = {}, ...content) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
};
const put = (element, said) => {
  const parts = typeof said === "string" ? [said] : said;
  element.replaceChildren(...parts.map((part) => (
    typeof part === "string" ? part : part[0] === "b" ? made("bdi", {}, part[1]) : made("span", { class: "whole" }, part[1])
  )));
};

/* The day: what the page says of it was computed for every day, and is put where it belongs. */
const days = {
  verdict: unrolled(told.verdict), tone: unrolled(told.tone), alike: unrolled(told.alike), lines: told.lines.map(unrolled),
  rows: told.rows.map((row) => row.map(unrolled)), apart: told.apart.map(unrolled), totals: told.totals.map(unrolled),
};
const last = told.days.length - 1;
const head = document.getElementById("verdict");
const notes = document.getElementById("notes");
const others = document.getElementById("others");
const rows = told.holders.map((holder) => notes.querySelector(`tr[data-row="${holder}"]`) || others.querySelector(`tr[data-row="${holder}"]`));
const totals = notes.querySelector("tfoot tr");
let at = told.at;

const range = made("input", { type: "range", min: 0, max: last, step: 1, "aria-label": "The day of this page" });
const picked = made("input", { type: "date", min: told.days[0].slice(-10), max: told.days[last].slice(-10), "aria-label": "Day" });
const button = (name, label, act) => {
  const element = made("button", { type: "button", title: label, "aria-label": label }, name);
  element.addEventListener("click", act);
  return element;
};
const back = button(`back to ${told.days[told.at]}`, `Back to ${told.days[told.at]}, the day of this page`, () => move(told.at));

const move = (to) => {
  at = Math.max(0, Math.min(last, to));
  const written = told.days[at];
  range.value = at;
  range.setAttribute("aria-valuetext", written);
  picked.value = written.slice(-10);
  back.hidden = at === told.at;
  document.body.classList.toggle("moved", at !== told.at);
  for (const each of document.querySelectorAll(".the-day")) each.textContent = written;
  head.parentElement.className = `headline ${told.tones[days.tone[at]]}`;
  head.parentElement.querySelector(".mark").textContent = told.marks[days.tone[at]];
  put(head, told.pool[days.verdict[at]]);
  days.lines.forEach((line, number) => {
    const place = document.getElementById(`line-${number}`);
    place.hidden = !told.pool[line[at]];
    put(place.querySelector("dd"), told.pool[line[at]]);
  });
  rows.forEach((row, number) => {
    [...row.cells].forEach((cell, column) => put(cell, told.pool[days.rows[number][column][at]]));
    const place = others && (days.apart[number][at] ? notes : others);
    if (place && row.closest("table") !== place) place.tBodies[0].append(row);
  });
  for (const table of [notes, others]) if (table) sort(table);
  [...totals.cells].forEach((cell, column) => put(cell, told.pool[days.totals[column][at]]));
  if (others) put(document.getElementById("alike"), told.pool[days.alike[at]]);
  rule();
};
const change = (step) => {
  const found = step > 0 ? told.changes.find((each) => each > at) : told.changes.findLast((each) => each < at);
  move(found === undefined ? (step > 0 ? last : 0) : found);
};
range.addEventListener("input", () => move(Number(range.value)));
range.addEventListener("keydown", (pressed) => {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowUp: 1, ArrowDown: -1 }[pressed.key];
  if (!step) return;
  pressed.preventDefault();
  if (pressed.shiftKey || pressed.key === "ArrowUp" || pressed.key === "ArrowDown") move(at + step);
  else change(step);
});
picked.addEventListener("change", () => {
  const found = told.days.findIndex((each) => each.endsWith(picked.value));
  if (picked.value && found >= 0) move(found);
});
document.getElementById("move").append(
  button("\u23ee", "The change before", () => change(-1)), button("\u2212", "The day before", () => move(at - 1)), picked,
  button("+", "The day after", () => move(at + 1)), button("\u23ed", "The next change", () => change(1)), range, back,
);

/* The rule of the day in the picture; a press on the picture moves the day there. */
const first = document.querySelector("figure.picture");
const rule = () => { if (first && first.moveRule) first.moveRule(told.days[at].slice(-10)); };
for (const drawing of first ? first.querySelectorAll("svg.days") : []) {
  drawing.addEventListener("click", (pressed) => {
    if (pressed.target.closest(".sign")) return;
    const box = drawing.getBoundingClientRect();
    const x = (pressed.clientX - box.left) * drawing.viewBox.baseVal.width / box.width;
    const after = Math.floor((x - drawing.dataset.left) / drawing.dataset.each);
    const day = new Date(Date.parse(drawing.dataset.first) + after * 864e5).toISOString().slice(0, 10);
    const found = told.days.findIndex((each) => each.endsWith(day));
    if (found >= 0) move(found);
  });
}

/* Holders: rows of others are hidden; sums stay those of all Notes. */
const chosen = new Set();
const isShown = (whose) => {
  if (!chosen.size || whose === "" || whose === "all" || whose.endsWith(" more")) return true;
  const named = whose.replace(/^all but /, "").split(", ");
  return whose.startsWith("all but ") ? [...chosen].some((each) => !named.includes(each)) : named.some((each) => chosen.has(each));
};
const choose = () => {
  for (const table of document.querySelectorAll("table")) {
    const column = [...table.tHead.rows[0].cells].findIndex((cell) => ["Holder", "Notes", "By"].includes(cell.dataset.name || cell.textContent));
    if (column < 0) continue;
    for (const row of table.tBodies[0].rows) row.hidden = !isShown(row.cells[column].textContent);
  }
  count.textContent = chosen.size ? `Holders: ${chosen.size} of ${told.holders.length} shown, sums are of all` : "Holders: all";
};
const count = made("summary", {}, "Holders: all");
if (told.holders.length > 1) {
  const boxes = told.holders.map((holder, number) => {
    const box = made("input", { type: "checkbox", value: holder });
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(holder); else chosen.delete(holder);
      choose();
    });
    const name = [...rows[number].cells[1].childNodes].map((each) => each.cloneNode(true));
    return made("label", {}, box, ` ${holder} `, ...name);
  });
  document.getElementById("move").append(made("details", { id: "holders" }, count, made("div", {}, ...boxes)));
}

/* Tables: sorted by a column, copied as csv. */
const sorted = new Map();
const textOf = (cell) => [...cell.childNodes].filter((each) => each.className !== "to-picture").map((each) => each.textContent).join("");
const plain = (cell) => {
  const text = textOf(cell).replaceAll("\u00a0", " ").trim();
  if (/^-?[+\d][\d,]*(\.\d+)?$/.test(text)) return text.replaceAll(",", "");
  if (/^[A-Z][a-z]{2} \d{4}-\d\d-\d\d$/.test(text)) return text.slice(-10);
  if (cell.classList.contains("figure") && text === "-") return "0.00";
  return /^[=+\-@\t]/.test(text) ? `'${text}` : text;
};
const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (table) => [table.tHead, ...table.tBodies, table.tFoot].filter(Boolean).flatMap((part) => [...part.rows])
  .filter((row) => !row.hidden).map((row) => [...row.cells].map((cell) => quoted(plain(cell))).join(",")).join("\n") + "\n";
const copy = (table, pressed) => {
  const text = csv(table);
  const done = () => { pressed.textContent = "copied"; setTimeout(() => { pressed.textContent = "copy as csv"; }, 1500); };
  const byHand = () => {
    const area = made("textarea", {}, text);
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    done();
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand); else byHand();
};
const order = (one, other) => (one === "" ? -1 : other === "" ? 1 : isNaN(one) || isNaN(other) ? one.localeCompare(other) : one - other);
const sort = (table) => {
  const [column, way] = sorted.get(table) || [0, 0];
  const by = (a, b) => way * order(plain(a.cells[column]), plain(b.cells[column])) || a.dataset.nth - b.dataset.nth;
  [...table.tHead.rows[0].cells].forEach((each, number) => {
    if (way && number === column) each.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    else each.removeAttribute("aria-sort");
  });
  const now = [...table.tBodies[0].rows], wanted = now.toSorted(by);
  if (wanted.some((row, nth) => row !== now[nth])) table.tBodies[0].append(...wanted);
};
const prepare = (table) => {
  [...table.tBodies[0].rows].forEach((row, nth) => { row.dataset.nth ??= nth; });
  [...table.tHead.rows[0].cells].forEach((cell, column) => {
    const name = cell.textContent;
    cell.dataset.name = name;
    cell.replaceChildren(button(name, `Sort by ${name}`, () => {
      const [by, way] = sorted.get(table) || [column, 0];
      sorted.set(table, [column, by !== column || !way ? 1 : way > 0 ? -1 : 0]);
      sort(table);
    }));
  });
  const press = button("copy as csv", "Copy this table as csv", () => copy(table, press));
  press.className = "copy";
  table.closest(".box").before(press);
};
rows.forEach((row, nth) => { row.dataset.nth = nth; });
for (const table of document.querySelectorAll(".block:not(.printed) table")) prepare(table);

/* From a mark of the picture to its row, and back. */
const dayOf = (row) => (row.cells[0].textContent.match(/\d{4}-\d\d-\d\d$/) || [""])[0];
const words = (text) => new Set(text.toLowerCase().match(/[\p{L}\d.,-]{3,}/gu) || []);
const rowOf = (sign) => {
  const said = sign.dataset.says || sign.getAttribute("aria-label") || "";
  const day = sign.dataset.day || (said.match(/\d{4}-\d\d-\d\d/) || [""])[0];
  const wanted = words(said);
  let best = null;
  for (const row of document.querySelectorAll("tbody tr")) {
    if (dayOf(row) !== day) continue;
    const alike = [...words(row.textContent)].filter((each) => wanted.has(each)).length;
    if (!best || alike > best.alike) best = { row, alike };
  }
  return best && best.row;
};
const open = (element) => {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
};
const signs = first ? [...first.querySelectorAll(".sign")] : [];
const go = (sign) => {
  const row = rowOf(sign);
  if (!row) return;
  for (const each of document.querySelectorAll("tr.found")) each.classList.remove("found");
  open(row);
  row.classList.add("found");
  row.setAttribute("tabindex", -1);
  const to = button("\u2191", "Back to the picture", () => {
    to.remove();
    row.classList.remove("found");
    sign.focus();
    sign.scrollIntoView({ block: "center" });
  });
  to.className = "to-picture";
  for (const each of document.querySelectorAll(".to-picture")) each.remove();
  row.cells[0].prepend(to);
  to.focus();
  row.scrollIntoView({ block: "center" });
};
for (const sign of signs) {
  let shown = false;
  sign.addEventListener("blur", () => { shown = false; });
  sign.addEventListener("click", (pressed) => {
    if (pressed.pointerType !== "touch" || shown) go(sign);
    shown = true;
  });
  sign.addEventListener("keydown", (pressed) => { if (pressed.key === "Enter") go(sign); });
}

move(told.at);
