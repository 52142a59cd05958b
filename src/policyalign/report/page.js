"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  const order = ["covered", "partial", "undetermined", "gap", "out_of_scope"];
  const body = document.querySelector("#matrix tbody");
  const panel = document.getElementById("evidence");
  const said = document.getElementById("said");
  const timelines = [...document.querySelectorAll("#timelines details")];
  let opener = null;

  // Texts only ever become text nodes: nothing of a plan is read as HTML.
  const make = (name, text, parent, kind) => {
    const node = document.createElement(name);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    if (parent) parent.append(node);
    return node;
  };
  const search = searcher(data.search.letters);
  const passages = data.search.passages.map(search.whole);
  const most = 30;

  // A piece of a row that is searched, and what it is called where it is the reason that the row is shown.
  const part = (name, texts) => {
    const text = texts.filter(Boolean).join("\n");
    return { name, text, row: text, sentences: [] };
  };

  const rows = data.entries.map((entry, number) => {
    const row = make("tr");
    const head = make("button", `${entry.id} ${entry.label}`, make("th", "", row));
    head.addEventListener("click", () => showEntry(entry, head));
    entry.cells.forEach((cell, place) => {
      const button = make("button", data.statuses[cell.status] + (cell.checked ? "✓" : ""), make("td", "", row, cell.status));
      button.addEventListener("click", () => showCell(entry, cell, data.plans[place], button));
    });
    const why = make("span", "", head.parentElement, "hint why");
    const place = (cell, at) => `${at} ${data.plans[entry.cells.indexOf(cell)].title}`;
    const nearOf = (cell) => [...(cell.evidence ? [] : [cell.quote]), ...cell.near.map((one) => one.text)];
    const told = [
      part(words.in_proposal, [entry.id, entry.label, entry.text]),
      ...entry.cells.filter((cell) => cell.evidence)
        .map((cell) => part(place(cell, words.in_evidence), [cell.quote, cell.measure, cell.ministries])),
    ];
    const near = entry.cells.map((cell) => part(place(cell, words.in_near), nearOf(cell)));
    return { row, entry, number, why, told, near };
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
    const nearby = document.getElementById("nearby").checked;
    const status = document.getElementById("status").value;
    let shown = 0;
    for (const one of rows) {
      const searched = nearby ? [...one.told, ...one.near] : one.told;
      const found = wanted ? search.find(wanted, searched, exact).map((hit) => hit.passage.name) : [];
      one.why.textContent = found.length ? words.found_in + found.join(" / ") : "";
      const visible = (!wanted || found.length) && (!status || one.entry.cells.some((cell) => cell.status === status));
      one.row.hidden = !visible;
      shown += visible;
    }
    document.getElementById("count").textContent = `${shown} / ${rows.length}`;
    showSaid(wanted, exact);
  }

  // What the plans say themselves, whether or not any verdict rests on it.
  function showSaid(wanted, exact) {
    said.replaceChildren();
    said.hidden = !wanted;
    if (!wanted) return;
    const hits = search.find(wanted, passages, exact);
    make("h2", `${words.said} ${hits.length}`, said);
    if (!hits.length) make("p", data.search.nothing.replace("{query}", () => wanted), said);
    for (const { passage, how, sentence, place } of hits.slice(0, most)) {
      const where = [data.plans[passage.plan].title, place, `[${data.search.hows[how]}]`,
        data.search.headings[passage.heading]];
      make("p", where.filter(Boolean).join("  "), said, "hint");
      make("blockquote", sentence, said);
    }
    if (hits.length > most) make("p", words.more.replace("{count}", hits.length - most), said);
    make("p", data.search.done, said, "hint");
    make("h2", words.rows_found, said);
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
    make("p", [data.statuses[cell.status], cell.checked && words.checked, cell.probability].filter(Boolean).join("  "), panel, cell.status);
    make("p", cell.reason, panel);
    if (cell.answer) make("p", `${words.answer} ${cell.answer}`, panel);
    if (cell.quote) {
      make("h3", cell.evidence ? words.evidence : words.nearest, panel);
      make("blockquote", cell.quoted, panel);
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
    if (cell.replies) make("h3", words.replies, panel);
    for (const reply of cell.replies || []) make("p", reply, panel);
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
    const drawn = timelines.find((one) => one.dataset.proposal === entry.id);
    if (drawn) {
      make("h3", words.times, panel);
      for (const figure of drawn.querySelectorAll("figure")) panel.append(figure.cloneNode(true));
    }
    if (entry.related.length) make("h3", words.related, panel);
    for (const one of entry.related) {
      make("p", `${one.type}（${one.confidence}） ${one.text}  ${one.places}`, panel);
      for (const reply of one.replies || []) make("p", reply, panel, "hint");
    }
  }

  // On paper the figures of all plans are open; the timelines are as they were left.
  const figures = [...document.querySelectorAll("#figures details")];
  let shut = [];
  window.addEventListener("beforeprint", () => {
    shut = figures.filter((one) => !one.open);
    for (const one of shut) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of shut) one.open = false;
  });

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
  for (const [name, kind] of [["search", "input"], ["exact", "change"], ["nearby", "change"], ["status", "change"]]) {
    document.getElementById(name).addEventListener(kind, filter);
  }
  sort(-1);
  filter();
})();
