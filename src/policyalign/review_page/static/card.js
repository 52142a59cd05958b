"use strict";
// The card in the middle: the passages that can be read, which of them is kept as evidence, and the note.
const Card = (() => {
  // These say that nothing was found; the others may stand on a passage.
  const WITHOUT_EVIDENCE = ["absent", "none", "unsure", "noted"];
  // These say that it is there: somewhere, then.
  const WITH_EVIDENCE = ["covered", "partial"];
  let card = null;

  // actions: answer, keep, keepNote, undo and move.
  function show(text, actions) {
    keepDraft();
    at("card").replaceChildren(...parsed(text).body.children);
    card = at("card").querySelector("article");
    furnish(actions);
    card.querySelector("h2").focus({ preventScroll: true });
    at("card").scrollTop = 0;
    scrollTo(0, 0);
  }

  function clear(kind, text) {
    card = null;
    at("card").replaceChildren(part("p", kind, text));
  }

  function furnish(actions) {
    const draft = sessionStorage.getItem(draftName());
    const note = field("textarea");
    if (draft !== null) note.value = draft;
    note.addEventListener("input", () => { sessionStorage.setItem(draftName(), note.value); tooLong(note.value); });
    for (const button of card.querySelectorAll(".verdict")) button.addEventListener("click", () => actions.answer(button.dataset.verdict));
    for (const button of card.querySelectorAll("[data-move]")) button.addEventListener("click", () => actions.move(Number(button.dataset.move)));
    card.querySelector(".undo").addEventListener("click", actions.undo);
    card.querySelector(".keep-note").addEventListener("click", actions.keepNote);
    card.querySelector("form.search").addEventListener("submit", search);
    choosable(card.querySelector(".near"));
    card.querySelector(".keep-place").addEventListener("click", actions.keep);
    card.querySelector(".save-with").addEventListener("click", actions.keep);
    card.querySelector(".save-without").addEventListener("click", () => actions.answer(card.dataset.asked));
    for (const button of card.querySelectorAll("[data-page]")) button.addEventListener("click", () => openPage(Number(button.dataset.page)));
    card.querySelectorAll(".asked").forEach(foldable);
    choose(card.querySelector(".place"), false);
    showKept();
  }

  // A long demand leaves room for the passages until it is unfolded.
  function foldable(asked) {
    const button = asked.nextElementSibling;
    button.hidden = asked.scrollHeight <= asked.clientHeight;
    button.addEventListener("click", () => {
      const folded = asked.classList.toggle("clamped");
      button.textContent = folded ? words.all_of_it : words.less_of_it;
      button.setAttribute("aria-expanded", String(!folded));
    });
  }

  function field(selector) { return card.querySelector(selector); }

  // --- the note and what is said --------------------------------------------------------------------------------

  function draftName() { return `note|${Server.reviewer}|${card.dataset.key}`; }

  function keepDraft() {
    const note = card?.querySelector("textarea");
    if (note && note.value !== note.defaultValue) sessionStorage.setItem(draftName(), note.value);
  }

  // What was written is in the log now.
  function noteKept() {
    for (const note of card?.querySelectorAll("textarea") ?? []) note.defaultValue = note.value;
  }

  function tooLong(text) {
    const long = text.length > data.longest_note;
    tell(long ? fill(words.note_long, { length: text.length, most: data.longest_note }) : "");
    return long;
  }

  // Whether a verdict has to wait: that it is there, without a place, is asked for once.
  function asksForPlace(verdict) {
    const { subject, keptPassage, asked } = card.dataset, box = field(".ask-place");
    const asks = subject === "cell" && WITH_EVIDENCE.includes(verdict) && !keptPassage && asked !== verdict;
    card.dataset.asked = asks ? verdict : "";
    box.hidden = !asks;
    if (!asks) return false;
    const key = card.dataset.verdicts.split(",").indexOf(verdict) + 1;
    box.firstElementChild.textContent = chosen() ? words.ask_place : words.ask_no_place;
    field(".save-with").hidden = !chosen();
    field(".save-without").textContent = fill(words.save_without, { key });
    showSentence();
    return true;
  }

  // What a verdict on this card says to the server; null where its note is too long.
  function said(verdict) {
    const note = field("textarea").value;
    if (tooLong(note)) return null;
    const { stage, keptPlan, keptPassage } = card.dataset;
    const place = keptPassage && !WITHOUT_EVIDENCE.includes(verdict) ? { plan: keptPlan, passage: keptPassage } : {};
    return { verdict, note, stage, ...place };
  }

  // --- passages -------------------------------------------------------------------------------------------------

  function choosable(list) {
    for (const place of list.querySelectorAll(".place")) {
      place.addEventListener("click", () => choose(place, false));
      place.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(place, false); }
      });
    }
  }

  function visiblePlaces() { return [...card.querySelectorAll(".place")].filter((place) => place.offsetParent); }

  function chosen() { return card.querySelector('.place[aria-pressed="true"]'); }

  function choose(place, scrolled = true) {
    for (const other of card.querySelectorAll('.place[aria-pressed="true"]')) other.setAttribute("aria-pressed", "false");
    if (!place) { openPage(1); return; }
    place.setAttribute("aria-pressed", "true");
    if (scrolled) place.scrollIntoView({ block: "nearest" });
    showSentence();
    showKept();
    const { plan, passage, sentence } = place.dataset;
    Paper.show({ plan, passage, sentence, page: Number(place.dataset.page) }, planFacts(plan));
  }

  function openPage(page) {
    const facts = planFacts(card.querySelector(".plan-facts").dataset.plan);
    Paper.show({ plan: facts.plan, passage: "", page, sentence: -1 }, facts);
  }

  // What is to be read first of a passage; where the whole page scrolls, its beginning stays in view.
  function showSentence() {
    if (getComputedStyle(field(".read")).overflowY === "auto") chosen()?.querySelector("mark")?.scrollIntoView({ block: "nearest" });
  }

  // What is kept as evidence is not what happens to be read: the reviewer says so, or the machine counts it. Returns the
  // verdict that has waited for it, if any.
  function keepPlace() {
    const place = chosen();
    if (!place) { tell(words.no_place); return ""; }
    const { keptPlan, keptPassage } = card.dataset, { plan, passage, where } = place.dataset;
    const again = keptPlan === plan && keptPassage === passage;
    Object.assign(card.dataset, again ? { keptPlan: "", keptPassage: "", keptWhere: "" } : { keptPlan: plan, keptPassage: passage, keptWhere: where });
    showKept();
    return again ? "" : card.dataset.asked;
  }

  function showKept() {
    const { keptPlan, keptPassage, keptWhere } = card.dataset, place = chosen();
    card.querySelector(".chosen-place").textContent = keptPassage ? keptWhere : words.kept_none;
    const here = Boolean(place) && place.dataset.plan === keptPlan && place.dataset.passage === keptPassage;
    card.querySelector(".keep-place").setAttribute("aria-pressed", String(here));
    for (const one of card.querySelectorAll(".place")) one.classList.toggle("kept", one.dataset.plan === keptPlan && one.dataset.passage === keptPassage);
  }

  function planFacts(plan) {
    const facts = [...card.querySelectorAll(".plan-facts")].find((one) => one.dataset.plan === plan);
    return { plan, title: facts.dataset.title, pages: Number(facts.dataset.pages), shown: facts.dataset.shown === "1" };
  }

  function step(by) {
    const places = visiblePlaces();
    if (!places.length) return;
    const now = places.indexOf(chosen());
    choose(places[Math.min(Math.max(now + by, 0), places.length - 1)]);
  }

  async function search(event) {
    event.preventDefault();
    const asked = Object.fromEntries(new FormData(event.target));
    if (!asked.q.trim()) { leaveSearch(); return; }
    const from = card;
    let text;
    try { text = await (await Server.ask(`found?${Server.query({ ...asked, key: from.dataset.key })}`)).text(); } catch (error) { fail(error); return; }
    if (from !== card) return;
    const read = parsed(text), found = from.querySelector(".found");
    found.replaceChildren(...read.body.children);
    const any = found.querySelector(".place");
    from.querySelector(".near").hidden = Boolean(any);
    choosable(found);
    tell(found.querySelector(".hint").textContent);
    field("h2").focus({ preventScroll: true });  // the next key is one of the card again, hits or not
    if (any) choose(any);
  }

  function leaveSearch() {
    const found = card.querySelector(".found"), query = field('input[type="search"]');
    if (!found.children.length && !query.value) return;
    found.replaceChildren();
    query.value = "";
    tell("");
    card.querySelector(".near").hidden = false;
    choose(card.querySelector(".near .place"));
  }

  return { show, clear, keepDraft, noteKept, said, asksForPlace, keepPlace, step, leaveSearch, focus: (selector) => card?.querySelector(selector).focus(), facts: () => card?.dataset };
})();
