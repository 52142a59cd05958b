"use strict";
// The list on the left: what is wished for, in its order, and how far the answers have come.
const Queue = (() => {
  let lines = [], current = null;

  function wish() { return Object.fromEntries(new FormData(at("wish"))); }

  async function read() { return (await Server.ask(`queue?${Server.query(wish())}`)).json(); }

  function show(found, open) {
    lines = found.lines.map(([key, subject, title, claim, state, verdict]) => ({ key, subject, title, claim, state, verdict }));
    tellProgress(found.progress);
    current = null;
    at("lines").replaceChildren(...lines.map((line, place) => {
      const item = document.createElement("li"), button = document.createElement("button");
      button.type = "button";
      button.append(part("span", "title", line.title), part("span", "claim", `${data.subjects[line.subject]}: ${line.claim}`), part("span", "state", ""));
      button.addEventListener("click", () => { unfold(false); open(place); });
      item.append(button);
      tellState(item, line);
      return item;
    }));
  }

  function tellState(item, line) {
    item.className = line.state;
    item.querySelector(".state").textContent = line.state === "answered" ? data.answers[line.verdict] : data.states[line.state];
  }

  function tellProgress(progress) {
    const told = [fill(progress.size ? words.progress_sample : words.progress, progress)];
    if (progress.to_settle) told.push(fill(words.to_settle, { count: progress.to_settle }));
    at("progress").textContent = told.join("　");
    at("bar").max = Math.max(progress.size || progress.items, 1);
    at("bar").value = progress.size ? progress.drawn : progress.mine;
  }

  function placeOf(key) { return lines.findIndex((line) => line.key === key); }

  // What the server has kept of an item.
  function answered(key, kept) {
    tellProgress(kept.progress);
    const place = placeOf(key);
    if (place < 0) return;
    Object.assign(lines[place], { state: kept.state, verdict: kept.verdict });
    tellState(at("lines").children[place], lines[place]);
  }

  // The place of the next line after this one that waits for an answer of the reviewer, from the start again.
  function next(from) {
    const waits = (line) => line.state !== "answered";
    const after = lines.findIndex((line, place) => place > from && waits(line));
    return after >= 0 ? after : lines.findIndex((line, place) => place <= from && waits(line));
  }

  function point(place) {
    current?.removeAttribute("aria-current");
    current = at("lines").children[place].firstElementChild;
    current.setAttribute("aria-current", "true");
    // Near the middle: what comes next is to be seen as well.
    const list = at("lines");
    list.scrollTop = current.offsetTop - list.offsetTop - (list.clientHeight - current.offsetHeight) / 2;
  }

  // On narrow screens it lies folded over the card.
  function unfold(shown) {
    at("queue").classList.toggle("shown", shown);
    at("queue-button").setAttribute("aria-expanded", String(shown));
  }

  function empty() { lines = []; }

  return { wish, read, show, answered, placeOf, next, point, unfold, empty, line: (place) => lines[place], count: () => lines.length };
})();
