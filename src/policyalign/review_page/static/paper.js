"use strict";
// The picture of a page at the side, with the passage and its sentence marked.
const Paper = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  let shown = null, turn = 0;

  function begin() {
    at("paper-back").addEventListener("click", () => flip(-1));
    at("paper-on").addEventListener("click", () => flip(1));
    at("zoom").addEventListener("click", zoom);
  }

  // place: plan, passage, page and sentence of what is chosen; facts: title, pages and whether the PDF is at hand.
  async function show(place, facts) {
    shown = { ...place, ...facts, marks: {} };
    const mine = ++turn;
    if (!facts.shown) {
      blank(words.paper_none);
      return;
    }
    const asked = place.passage ? fetch(marksAddress(place)) : Promise.resolve(new Response("{}"));
    const marks = asked.then((reply) => (reply.ok ? reply.json() : {})).catch(() => ({}));
    await Promise.all([picture(mine), marks.then((found) => { if (mine === turn) shown.marks = found; })]);
    if (mine === turn) mark(true);
  }

  function picture(mine) {
    const image = at("picture");
    const source = address(shown.plan, shown.page);
    at("paper-where").textContent = fill(words.paper_of, { page: shown.page, count: shown.pages });
    image.alt = fill(words.paper_alt, { plan: shown.title, page: shown.page });
    return new Promise((done) => {
      image.onload = () => {
        if (mine !== turn) { done(); return; }
        at("no-paper").hidden = true;
        at("canvas").hidden = false;
        done();
      };
      image.onerror = () => { if (mine === turn) blank(words.paper_failed); done(); };
      image.src = source;
      if (image.complete && image.naturalWidth) image.onload();
    });
  }

  function address(plan, page) {
    return `page?${new URLSearchParams({ plan, page })}`;
  }

  function marksAddress({ plan, passage, sentence }) {
    return `marks?${new URLSearchParams({ plan, passage, sentence })}`;
  }

  // The browser keeps both, so that they are there when the place is shown.
  function readAhead(place) {
    new Image().src = address(place.plan, place.page);
    fetch(marksAddress(place)).catch(() => {});
  }

  function mark(scrolled) {
    const svg = at("marks");
    const found = shown.marks[shown.page];
    svg.replaceChildren();
    if (!found) return;
    svg.setAttribute("viewBox", `0 0 ${found.width} ${found.height}`);
    for (const [name, boxes] of [["passage", found.passage], ["sentence", found.sentence]]) {
      for (const [x0, top, x1, bottom] of boxes) {
        const box = document.createElementNS(SVG, "rect");
        const edges = { x: x0 - 2, y: top - 1, width: x1 - x0 + 4, height: bottom - top + 2, class: name };
        for (const [key, value] of Object.entries(edges)) box.setAttribute(key, value);
        svg.append(box);
      }
    }
    const first = (found.sentence[0] || found.passage[0]);
    if (scrolled && first) {
      const sheet = at("sheet"), canvas = at("canvas");
      sheet.scrollTop = (first[1] / found.height) * canvas.clientHeight - sheet.clientHeight / 3;
      sheet.scrollLeft = (first[0] / found.width) * canvas.clientWidth - 40;
    }
  }

  function blank(text) {
    at("canvas").hidden = true;
    at("no-paper").hidden = false;
    at("no-paper").textContent = text;
    at("paper-where").textContent = "";
  }

  async function flip(step) {
    if (!shown || !shown.shown) return;
    const page = Math.min(Math.max(shown.page + step, 1), shown.pages);
    if (page === shown.page) return;
    shown.page = page;
    const mine = ++turn;
    await picture(mine);
    if (mine === turn) { mark(false); at("sheet").scrollTop = 0; }
  }

  function zoom() {
    const large = at("paper").classList.toggle("large");
    at("zoom").setAttribute("aria-pressed", String(large));
    at("zoom").textContent = large ? words.unzoom : words.zoom;
    if (large) at("sheet").focus({ preventScroll: true }); else at("sheet").blur();  // the arrows move what has the focus
    if (shown) mark(true);
  }

  return { begin, show, flip, zoom, readAhead };
})();
