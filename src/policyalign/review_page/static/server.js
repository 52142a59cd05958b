"use strict";
// What all scripts of the page use: its words, the server behind it, and the line that tells what has happened.
const data = JSON.parse(document.getElementById("data").textContent);
const { words } = data;
const at = (id) => document.getElementById(id);

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (blank, name) => (name in values ? String(values[name]) : blank));
}

function part(name, kind, text) {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = text;
  return made;
}

function parsed(text) { return new DOMParser().parseFromString(text, "text/html"); }

function tell(text) { at("told").textContent = text; }

function alarm(text) {
  at("alarm").hidden = !text;
  at("alarm").textContent = text;
}

function fail(error) {
  if (error.message === "gone") tell(fill(words.not_saved, { why: "" }).replace(/[:：]\s*$/, ""));
  else { tell(fill(words.not_saved, { why: error.message })); alarm(fill(words.not_saved, { why: error.message })); }
}

const Server = (() => {
  const SECONDS = 20;
  // The name of who judges; the first one comes from the command line.
  const self = { reviewer: sessionStorage.getItem("reviewer") || data.reviewer, ask, post, query };

  async function ask(path, settings = {}, seconds = SECONDS) {
    let reply;
    try {
      reply = await fetch(path, { ...settings, signal: AbortSignal.timeout(seconds * 1000) });
    } catch {
      alarm(words.gone);
      throw new Error("gone");
    }
    if (!reply.ok) {
      const text = await reply.text();
      let why = text;
      try { why = JSON.parse(text).error; } catch { /* a plain sentence */ }
      const refused = new Error(why);
      refused.status = reply.status;
      throw refused;
    }
    alarm("");
    return reply;
  }

  function post(path, values, seconds = SECONDS) {
    const settings = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(values) };
    return ask(path, settings, seconds);
  }

  function query(values) {
    return new URLSearchParams({ ...values, reviewer: self.reviewer });
  }

  return self;
})();
