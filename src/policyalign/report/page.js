"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const order = ["covered", "partial", "undetermined", "gap", "out_of_scope"];
  const body = document.querySelector("#matrix tbody");
  const panel = document.getElementById("evidence");
  let opener = null;

  // Texts only ever become text nodes: nothing of a plan is read as HTML.
  const make = (name, text, parent, kind) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    if (parent) parent.append(node);
    return node;
  };
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s・･]+/gu, "");

  const rows = data.entries.map((entry, number) => {
    const row = make("tr");
    const head = make("button", `${entry.id} ${entry.label}`, make("th", "", row));
    head.addEventListener("click", () => showEntry(entry, head));
    entry.cells.forEach((cell, place) => {
      const button = make("button", data.statuses[cell.status], make("td", "", row, cell.status));
      button.addEventListener("click", () => showCell(entry, cell, data.plans[place], button));
    });
    const text = [entry.id, entry.label, entry.text,
      ...entry.cells.flatMap((cell) => [cell.quote, cell.measure, cell.ministries, ...cell.near.map((one) => one.text)]),
    ].filter(Boolean).join("\n");
    return { row, entry, number, text, folded: folded(text) };
  });

  const header = make("tr", "", document.querySelector("#matrix thead"));
  const heads = [words.proposal, ...data.plans.map((plan) => plan.title)];
  heads.forEach((title, place) => {
    const button = make("button", title, make("th", "", header));
    button.title = words.sort;
    button.addEventListener("click", () => sort(place - 1));
  });

  function sort(plan) {
    const rank = (one) => (plan < 0 ? 0 : order.indexOf(one.entry.cells[plan].status));
    rows.sort((a, b) => rank(a) - rank(b) || a.number - b.number);
    body.append(...rows.map((one) => one.row));
  }

  function filter() {
    const wanted = document.getElementById("search").value.trim();
    const exact = document.getElementById("exact").checked;
    const status = document.getElementById("status").value;
    let shown = 0;
    for (const one of rows) {
      const found = !wanted || (exact ? one.text.includes(wanted) : one.folded.includes(folded(wanted)));
      const visible = found && (!status || one.entry.cells.some((cell) => cell.status === status));
      one.row.hidden = !visible;
      shown += visible;
    }
    document.getElementById("count").textContent = `${shown} / ${rows.length}`;
  }

  function opened(title, from) {
    opener = from;
    panel.replaceChildren();
    panel.hidden = false;
    panel.scrollTop = 0;
    make("button", words.close, panel, "close").addEventListener("click", close);
    make("h2", title, panel);
    panel.focus();
  }

  function close() {
    panel.hidden = true;
    if (opener) opener.focus();
  }

  function showCell(entry, cell, plan, from) {
    opened(`${entry.id} ${entry.label} × ${plan.title}`, from);
    make("p", entry.text, panel);
    make("p", [data.statuses[cell.status], cell.probability].filter(Boolean).join("  "), panel, cell.status);
    make("p", cell.reason, panel);
    if (cell.answer) make("p", `${words.answer} ${cell.answer}`, panel);
    if (cell.quote) {
      const counts = cell.status === "covered" || cell.status === "partial";
      make("h3", counts ? words.evidence : words.nearest, panel);
      make("blockquote", `「${cell.quote}」`, panel);
      make("p", [plan.title, cell.place, cell.heading].filter(Boolean).join("  "), panel);
      make("p", [cell.measure, cell.ministries, cell.years].filter(Boolean).join("  "), panel);
      const picture = data.images[cell.picture];
      if (picture) {
        const image = make("img", "", panel);
        image.src = picture;
        image.alt = cell.quote;
      } else {
        make("p", words.no_picture, panel, "hint");
      }
    }
    if (cell.near.length) make("h3", words.near, panel);
    for (const one of cell.near) {
      make("p", `${one.place}  ${one.probability}  ${one.heading}`, panel, "hint");
      make("blockquote", one.text, panel);
    }
  }

  function showEntry(entry, from) {
    opened(`${entry.id} ${entry.label}`, from);
    make("p", entry.text, panel);
    if (entry.roles.length) {
      make("h3", words.roles, panel);
      for (const role of entry.roles) make("p", role, panel);
    }
    if (entry.bars.length) {
      make("h3", words.times, panel);
      panel.append(timeline(entry.bars));
      make("p", words.bars, panel, "hint");
    }
    if (entry.related.length) make("h3", words.related, panel);
    for (const one of entry.related) make("p", `${one.type}（${one.confidence}） ${one.text}  ${one.places}`, panel);
  }

  function timeline(bars) {
    const years = bars.flatMap((bar) => [bar.start, bar.end]).filter((year) => year !== null);
    const first = Math.min(...years) - 1, last = Math.max(...years) + 1;
    const left = 300, width = 620, height = 30 * bars.length + 24;
    const x = (year) => left + ((year - first) / (last + 1 - first)) * (width - left);
    const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, width: "100%", role: "img" });
    const step = Math.max(1, Math.ceil((last - first) / 12));
    for (let year = first; year <= last; year += step) {
      draw("line", { x1: x(year), x2: x(year), y1: 16, y2: height }, svg);
      draw("text", { x: x(year), y: 12 }, svg).textContent = year;
    }
    bars.forEach((bar, row) => {
      const start = bar.start === null ? first : bar.start, end = bar.end === null ? last : bar.end;
      const at = { x: x(start), y: 22 + 30 * row, width: Math.max(x(end + 1) - x(start), 3), height: 20 };
      const box = draw("rect", { ...at, class: bar.stated ? "stated" : "inferred" }, svg);
      draw("title", {}, box).textContent = `${bar.plan} ${bar.measure} ${bar.stage} ${bar.years}`;
      const name = draw("text", { x: 0, y: 32 + 30 * row }, svg);
      draw("title", {}, name).textContent = `${bar.plan} ${bar.measure}`;
      name.append(bar.measure.length > 24 ? `${bar.measure.slice(0, 23)}…` : bar.measure);
      draw("text", { x: 0, y: 44 + 30 * row }, svg).textContent = `${bar.stage} ${bar.years}`;
    });
    return svg;
  }

  function draw(name, attributes, parent) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (parent) parent.append(node);
    return node;
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) { close(); return; }
    if (event.key === "/" && event.target.tagName !== "INPUT") {
      event.preventDefault();
      document.getElementById("search").focus();
      return;
    }
    const cell = event.target.closest ? event.target.closest("tbody th, tbody td") : null;
    const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    if (!cell || !(event.key in moves)) return;
    const [down, right] = moves[event.key];
    let row = cell.parentElement;
    const place = cell.cellIndex + right;
    do { row = down < 0 ? row.previousElementSibling : down > 0 ? row.nextElementSibling : row; } while (down && row && row.hidden);
    const next = row && row.cells[place];
    if (next) { event.preventDefault(); next.firstChild.focus(); }
  });
  for (const [name, kind] of [["search", "input"], ["exact", "change"], ["status", "change"]]) {
    document.getElementById(name).addEventListener(kind, filter);
  }
  sort(-1);
  filter();
})();
