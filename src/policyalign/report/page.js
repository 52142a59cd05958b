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
  const few = 3, most = 30;
  const at = (id) => document.getElementById(id);

  // A piece of a row that is searched, and what it is called where it is the reason that the row is shown.
  const part = (name, texts, plan = -1) => {
    const text = texts.filter(Boolean).join("\n");
    return { name, text, row: text, sentences: [], plan };
  };

  const rows = data.entries.map((entry, number) => {
    const row = make("tr");
    const head = make("button", `${entry.id} ${entry.label}`, make("th", "", row));
    head.title = words.open_entry;
    head.addEventListener("click", () => showEntry(entry, head));
    entry.cells.forEach((cell, place) => {
      const button = make("button", data.statuses[cell.status] + (cell.checked ? "✓" : ""), make("td", "", row, cell.status));
      button.title = words.open_cell;
      button.addEventListener("click", () => showCell(entry, cell, data.plans[place], button));
    });
    const why = make("span", "", head.parentElement, "hint why");
    const place = (cell, at) => `${at} ${data.plans[entry.cells.indexOf(cell)].title}`;
    const nearOf = (cell) => [...(cell.evidence ? [] : [cell.quote]), ...cell.near.map((one) => one.text)];
    const told = [
      part(words.in_proposal, [entry.id, entry.label, entry.text]),
      ...entry.cells.filter((cell) => cell.evidence)
        .map((cell) => part(place(cell, words.in_evidence), [cell.quote, cell.measure, cell.ministries], entry.cells.indexOf(cell))),
    ];
    const near = entry.cells.map((cell, number) => part(place(cell, words.in_near), nearOf(cell), number));
    return { row, entry, number, why, told, near };
  });

  const header = make("tr", "", document.querySelector("#matrix thead"));
  const heads = [words.proposal, ...data.plans.map((plan) => plan.title)].map((title, place) => {
    const cell = make("th", "", header);
    const button = make("button", title, cell);
    button.title = place ? words.sort_by : words.sort_off;
    button.addEventListener("click", () => { sorted = sorted === place - 1 ? -1 : place - 1; sort(); filter(); });
    return cell;
  });
  let sorted = -1;

  function sort() {
    const rank = (one) => (sorted < 0 ? 0 : order.indexOf(one.entry.cells[sorted].status));
    rows.sort((a, b) => rank(a) - rank(b) || a.number - b.number);
    body.append(...rows.map((one) => one.row));
    heads.forEach((cell, place) => {
      const here = place === sorted + 1 && sorted >= 0;
      cell.classList.toggle("sorted", here);
      if (here) cell.setAttribute("aria-sort", "other"); else cell.removeAttribute("aria-sort");
    });
  }

  // What is chosen to be shown; a row is, where one of its cells is as all of it says.
  function chosen() {
    const plan = at("plan").value;
    return {
      wanted: at("search").value.trim(), exact: at("exact").checked, nearby: at("nearby").checked,
      status: at("status").value, plan: plan === "" ? -1 : Number(plan), ministry: at("ministry").value,
    };
  }

  function told(by) {
    return [
      by.wanted && [words.search, by.wanted],
      by.plan >= 0 && [words.plan, data.plans[by.plan].title],
      by.status && [words.show, data.statuses[by.status]],
      by.ministry && [words.ministry, by.ministry],
    ].filter(Boolean).map((one) => one.join(words.colon));
  }

  function filter() {
    const by = chosen();
    let shown = 0;
    for (const one of rows) {
      const here = (place) => by.plan < 0 || place === by.plan + 1;
      const searched = [...one.told, ...(by.nearby ? one.near : [])].filter((piece) => piece.plan < 0 || here(piece.plan + 1));
      const found = by.wanted ? search.find(by.wanted, searched, by.exact).map((hit) => hit.passage.name) : [];
      one.why.textContent = found.length ? words.found_in + found.join(" / ") : "";
      let some = false;
      one.entry.cells.forEach((cell, place) => {
        const theirs = !by.ministry || Boolean(cell.evidence && cell.named.includes(by.ministry));
        const fits = here(place + 1) && theirs && (!by.status || cell.status === by.status);
        one.row.cells[place + 1].hidden = !here(place + 1);
        one.row.cells[place + 1].classList.toggle("faint", !fits);
        some ||= fits;
      });
      const visible = some && (!by.wanted || found.length > 0);
      one.row.hidden = !visible;
      shown += visible;
    }
    heads.forEach((cell, place) => { cell.hidden = place > 0 && by.plan >= 0 && place !== by.plan + 1; });
    const named = told(by);
    at("count").textContent = [
      words.counted.replace("{every}", rows.length).replace("{shown}", shown),
      named.length ? words.chosen.replace("{named}", () => named.join(words.comma)) : "",
      sorted >= 0 ? words.sorted.replace("{plan}", () => data.plans[sorted].title) : "",
    ].filter(Boolean).join("　");
    const any = named.length > 0 || sorted >= 0 || by.exact || by.nearby;
    at("reset").disabled = !any;
    at("empty").hidden = shown > 0;
    document.body.classList.toggle("filtered", named.length > 0);
    showSaid(by);
  }

  function reset() {
    for (const id of ["search", "status", "plan", "ministry"]) at(id).value = "";
    for (const id of ["exact", "nearby"]) at(id).checked = false;
    sorted = -1;
    sort();
    filter();
    at("search").focus();
  }

  // What the plans say themselves, whether or not any verdict rests on it.
  function showSaid({ wanted, exact, plan }) {
    said.replaceChildren();
    said.hidden = !wanted;
    if (!wanted) return;
    const within = plan < 0 ? passages : passages.filter((one) => one.plan === plan);
    const hits = search.find(wanted, within, exact);
    make("h2", words.said.replace("{count}", hits.length), said);
    if (!hits.length) make("p", data.search.nothing.replace("{query}", () => wanted), said);
    const list = make("div", "", said);
    const show = (some) => {
      for (const { passage, how, sentence, place } of some) {
        const where = [data.plans[passage.plan].title, place, `[${data.search.hows[how]}]`,
          data.search.headings[passage.heading]];
        make("p", where.filter(Boolean).join("  "), list, "hint");
        make("blockquote", sentence, list);
      }
    };
    show(hits.slice(0, few));
    if (hits.length > few) {
      const rest = hits.slice(few, most);
      const more = make("button", words.rest.replace("{count}", rest.length), said, "plain");
      more.addEventListener("click", () => {
        more.remove();
        show(rest);
        if (hits.length > most) make("p", words.more.replace("{count}", hits.length - most), list);
      });
    }
    if (plan < 0) make("p", data.search.done, said, "hint");
    make("h2", words.rows_found, said);
  }

  function opened(title, from) {
    if (opener) opener.classList.remove("opened");
    opener = from;
    opener.classList.add("opened");
    panel.replaceChildren();
    panel.setAttribute("aria-label", title);
    panel.hidden = false;
    panel.scrollTop = 0;
    make("button", words.close, panel, "close").addEventListener("click", close);
    make("h2", title, panel);
    panel.focus();
  }

  function close() {
    panel.hidden = true;
    if (!opener) return;
    opener.classList.remove("opened");
    opener.focus();
  }

  // Facts with their names; those that there are none of are left out.
  function list(facts) {
    const told = make("dl", "", panel);
    for (const [name, value] of facts) {
      if (!value) continue;
      make("dt", name, told).title = words.meanings[name] || "";
      make("dd", value, told);
    }
  }

  function showCell(entry, cell, plan, from) {
    opened(`${entry.id} ${entry.label} × ${plan.title}`, from);
    make("p", entry.text, panel);
    const verdict = make("p", [data.statuses[cell.status], cell.checked && words.checked].filter(Boolean).join("  "), panel, `verdict ${cell.status}`);
    verdict.title = words.meanings[cell.status];
    list([[words.whole, cell.probability], [words.alone, cell.alone]]);
    make("p", cell.reason, panel);
    if (cell.answer) make("p", `${words.answer} ${cell.answer}`, panel);
    if (cell.quote) {
      make("h3", cell.evidence ? words.evidence : words.nearest, panel);
      make("blockquote", cell.quoted, panel);
      list([[words.place, `${plan.title}  ${cell.place}`], [words.heading, cell.heading], [words.measure, cell.measure],
        [words.ministry, cell.ministries], [words.years, cell.years]]);
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
    if (event.key === "/" && !["INPUT", "SELECT"].includes(event.target.tagName)) {
      event.preventDefault();
      at("search").focus();
      return;
    }
    const cell = event.target.closest ? event.target.closest("tbody th, tbody td") : null;
    const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
    if (!cell || !(event.key in moves)) return;
    const [down, right] = moves[event.key];
    let row = cell.parentElement;
    let place = cell.cellIndex + right;
    while (row.cells[place]?.hidden) place += right || 1;
    do { row = down < 0 ? row.previousElementSibling : down > 0 ? row.nextElementSibling : row; } while (down && row && row.hidden);
    const next = row && row.cells[place];
    if (next) { event.preventDefault(); next.firstChild.focus(); }
  });
  const counts = {};
  const named = new Set();
  for (const entry of data.entries) {
    for (const cell of entry.cells) {
      counts[cell.status] = (counts[cell.status] || 0) + 1;
      if (cell.evidence) for (const one of cell.named) named.add(one);
    }
  }
  const option = (select, value, text) => { make("option", text, at(select)).value = value; };
  data.plans.forEach((plan, number) => option("plan", number, plan.title));
  for (const one of [...named].sort()) option("ministry", one, one);
  for (const one of at("status").options) {
    if (one.value) one.textContent += words.pairs.replace("{count}", counts[one.value] || 0);
  }
  for (const [name, kind] of [["search", "input"], ["exact", "change"], ["nearby", "change"], ["status", "change"], ["plan", "change"], ["ministry", "change"]]) {
    at(name).addEventListener(kind, filter);
  }
  at("reset").addEventListener("click", reset);
  sort();
  filter();
})();
