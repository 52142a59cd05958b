"use strict";
// The way from card to card: opening, answering, taking back; dialogs and keys.
(() => {
  const MOST_AHEAD = 8;
  let here = -1, aim = -1, busy = false, turn = 0, given = [];
  const ahead = new Map();
  const actions = { answer, keep, keepNote, undo, move };

  // --- from card to card --------------------------------------------------------------------------------------------

  function address(key) {
    const kept = Object.fromEntries(Object.entries({ ...Queue.wish(), item: key }).filter(([, value]) => value));
    history.replaceState(null, "", `#${new URLSearchParams(kept)}`);
  }

  async function load(key) {
    const mine = ++turn;
    const found = await Queue.read();
    if (mine !== turn) return;
    ahead.clear();
    Queue.show(found, open);
    const place = Queue.placeOf(key);
    if (Queue.count()) await open(place >= 0 ? place : Math.max(Queue.next(-1), 0));
    else nothing();
  }

  function nothing() {
    here = aim = -1;
    Card.clear("hint", words.empty);
    address("");
  }

  function cardText(key) {
    if (!ahead.has(key)) ahead.set(key, Server.ask(`card?${Server.query({ key })}`).then((reply) => reply.text()));
    const text = ahead.get(key);
    text.catch(() => ahead.delete(key));
    if (ahead.size > MOST_AHEAD) ahead.delete(ahead.keys().next().value);
    return text;
  }

  async function open(place) {
    const mine = ++turn, { key } = Queue.line(place);
    let text;
    aim = place;
    try { text = await cardText(key); } catch (error) { aim = here; fail(error); return; }
    if (mine !== turn) return;
    ahead.delete(key);
    here = place;
    Card.show(text, actions);
    Queue.point(place);
    address(key);
    readAhead(place);
  }

  // What is likely to be shown next is asked for, with its page, while this card is read.
  function readAhead(place) {
    const coming = new Set([Queue.next(place), place + 1]);
    for (const one of coming) {
      if (one < 0 || one === place || one >= Queue.count()) continue;
      cardText(Queue.line(one).key).then((text) => {
        const read = parsed(text), first = read.querySelector(".place");
        if (first && read.querySelector('.plan-facts[data-shown="1"]')) Paper.readAhead(first.dataset);
      }).catch(() => {});
    }
  }

  function move(step) {
    if (aim < 0) return;
    const place = aim + step;
    if (place === here) { turn++; aim = here; }  // back to the card that is still shown: drawn anew, it would take the cursor from a note
    else if (place >= 0 && place < Queue.count()) open(place);
  }

  // --- answers ------------------------------------------------------------------------------------------------------

  async function answer(verdict) {
    if (busy || !Card.facts() || aim !== here || Card.asksForPlace(verdict)) return;
    const told = await judge(verdict);
    if (!told) return;
    const coming = Queue.next(here);
    if (coming >= 0) await open(coming);
    else { tell(`${told} ${words.all_done}`); await open(here); }
  }

  function keep() {
    const waiting = Card.keepPlace();
    if (waiting) answer(waiting);
  }

  // A note beside the answer of before or, where there is none, alone.
  async function keepNote() {
    if (await judge(Card.facts()?.own || "noted")) await open(here);
  }

  async function judge(verdict) {
    if (busy || !Card.facts() || aim !== here) return "";  // a card that is still to come is not the one that was read
    const said = Card.said(verdict);
    if (!said) return "";
    const { key, title } = Card.facts();
    const kept = await send(key, said);
    if (!kept) return "";
    given.push({ key, stage: said.stage });
    const told = fill(words.saved, { title, answer: data.answers[verdict], number: kept.number });
    tell(told);
    return told;
  }

  // What the server has in its log, and only that, is shown as answered.
  async function send(key, values) {
    busy = true;
    document.body.setAttribute("aria-busy", "true");
    tell(words.saving);
    try {
      const sent = { key, reviewer: Server.reviewer, ...values };
      const kept = await (await Server.post(`answer?${Server.query(Queue.wish())}`, sent)).json();
      sessionStorage.removeItem(`note|${Server.reviewer}|${key}`);
      Card.noteKept();
      Queue.answered(key, kept);
      ahead.delete(key);
      return kept;
    } catch (error) {
      fail(error);
      if (error.status === 409) { ahead.delete(key); Card.keepDraft(); await open(here); }
      return null;
    } finally {
      busy = false;
      document.body.removeAttribute("aria-busy");
    }
  }

  async function undo() {
    if (busy || !Card.facts()) return;
    const { key, own: said, stage } = Card.facts();
    const own = said ? { key, stage } : null;
    const last = given.pop() || own;
    if (!last) { tell(words.nothing_back); return; }
    const kept = await send(last.key, { verdict: "", stage: last.stage });
    if (!kept) { if (last !== own) given.push(last); return; }
    const place = Queue.placeOf(last.key);
    if (place >= 0) await open(place);
    tell(fill(words.taken_back, { title: place >= 0 ? Queue.line(place).title : "", number: kept.number }));
  }

  // --- dialogs ------------------------------------------------------------------------------------------------------

  function askName() {
    at("name").value = Server.reviewer;
    at("name-dialog").showModal();
  }

  async function takeName(event) {
    const name = at("name").value.normalize("NFKC").trim().replace(/\s+/g, " ");
    at("name-wrong").hidden = Boolean(name) && name.length <= 60;
    if (!at("name-wrong").hidden) { event.preventDefault(); return; }
    if (name !== Server.reviewer) given = [];
    await begin(name);
  }

  async function begin(name) {
    Server.reviewer = name;
    sessionStorage.setItem("reviewer", name);
    at("who").textContent = `${words.reviewer}: ${name}`;
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const field of at("wish").elements) {
      const wanted = asked.get(field.name);
      if (wanted !== null && [...field.options].some((option) => option.value === wanted)) field.value = wanted;
    }
    try { await load(asked.get("item") || ""); } catch (error) { fail(error); }
  }

  async function showAgreement() {
    try {
      const text = await (await Server.ask(`agreement?${Server.query({})}`)).text();
      at("agreement").replaceChildren(...parsed(text).body.children);
      at("agreement-dialog").showModal();
    } catch (error) { fail(error); }
  }

  async function apply() {
    tell(words.applying);
    at("apply-button").disabled = true;
    try { tell((await (await Server.post("apply", {}, 600)).json()).told); } catch (error) { fail(error); }
    at("apply-button").disabled = false;
  }

  async function stop() {
    at("stop-dialog").close();
    try { await Server.post("stop", {}); } catch (error) { fail(error); return; }
    Card.clear("ended", words.ended);
    tell(words.ended);
    Queue.empty();
    here = aim = -1;
  }

  // --- keys ---------------------------------------------------------------------------------------------------------

  const moves = {
    e: keep, j: () => move(1), k: () => move(-1), u: undo, "[": () => Paper.flip(-1), "]": () => Paper.flip(1), z: Paper.zoom,
    n: () => Card.focus("textarea"), "?": () => at("keys-dialog").showModal(),
    f: () => Card.focus('input[type="search"]'), "/": () => Card.focus('input[type="search"]'),
    ArrowRight: () => Card.step(1), ArrowLeft: () => Card.step(-1),
  };

  // With a Japanese input method on, the key is told by its place only.
  function keyOf(event) {
    if (event.key !== "Process" && event.key.charCodeAt(0) < 128) return event.key;
    const found = /^(?:Key([A-Z])|Digit(\d)|Numpad(\d))$/.exec(event.code);
    return found ? (found[1] || found[2] || found[3]).toLowerCase() : event.key;
  }

  function keyed(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && event.target.name === "note") { keepNote(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    const field = event.target.closest("input, textarea, select");
    if (event.key === "Escape") {
      if (field) field.blur();
      if (Card.facts() && (!field || field.type === "search")) Card.leaveSearch();
      Queue.unfold(false);
      return;
    }
    const key = keyOf(event);
    if (field || !at("keys-on").checked || !Card.facts()) return;
    if (event.target.closest("#sheet") && key.startsWith("Arrow")) return;
    const verdicts = Card.facts().verdicts.split(",");
    const number = Number(key);
    if (key in moves) { event.preventDefault(); moves[key](); }
    else if (number >= 1 && number <= verdicts.length && !event.repeat) { event.preventDefault(); answer(verdicts[number - 1]); }
  }

  // --- start --------------------------------------------------------------------------------------------------------

  Paper.begin();
  document.addEventListener("keydown", keyed);
  at("wish").addEventListener("change", () => load("").catch(fail));
  at("name-form").addEventListener("submit", takeName);
  at("name-dialog").addEventListener("cancel", (event) => { if (!Server.reviewer) event.preventDefault(); });
  at("who").addEventListener("click", askName);
  at("agreement-button").addEventListener("click", showAgreement);
  at("keys-button").addEventListener("click", () => at("keys-dialog").showModal());
  at("stop-button").addEventListener("click", () => at("stop-dialog").showModal());
  at("apply-button").addEventListener("click", apply);
  at("stop-yes").addEventListener("click", stop);
  at("queue-button").addEventListener("click", () => Queue.unfold(!at("queue").classList.contains("shown")));
  at("skip").addEventListener("click", () => Card.focus("h2"));
  at("keys-on").checked = localStorage.getItem("keys") !== "off";
  at("keys-on").addEventListener("change", (event) => localStorage.setItem("keys", event.target.checked ? "on" : "off"));
  for (const button of document.querySelectorAll("[data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
  if (Server.reviewer) begin(Server.reviewer); else askName();
})();
