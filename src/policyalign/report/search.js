// Searches as policyalign.text.spelling and policyalign.assess.search do: as it is written, or spelled otherwise.
const searcher = (letters) => {
  const unseen = /[\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
  const eras = { 令和: 2018, 平成: 1988, 昭和: 1925 };

  const key = (text) => Array.from(text.normalize("NFKC").replace(unseen, ""), (one) => letters[one] ?? one).join("")
    .toLowerCase()
    .replace(/[\s・]+/gu, "")
    .replace(/([0-9]{4})\((?:令和|平成|昭和)(?:元|[0-9]{1,2})年?\)(?=年)/gu, "$1")
    .replace(/(令和|平成|昭和)(元|[0-9]{1,2})(?:\([0-9]{4}\))?(?=年)/gu,
      (_, era, year) => String(eras[era] + (year === "元" ? 1 : Number(year))))
    .replace(/([0-9]),(?=[0-9]{3})/gu, "$1")
    .replace(/([0-9])[ヶヵケカ箇](?=[月所年国])/gu, "$1か");

  const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
  const border = (one) => ["0-9", "a-z"].find((kind) => new RegExp(`^[${kind}]$`, "u").test(one));

  function pattern(wording) {
    const wanted = key(wording);
    if (!wanted) return "";
    const long = /[ァ-ヺー]{3,}ー$/u.test(wanted);
    const middle = long ? `${escaped(wanted.slice(0, -1))}(?:ー|(?![ァ-ヺー]))` : escaped(wanted);
    const before = border(wanted[0]), after = border(wanted.at(-1));
    return (before ? `(?:^|[^${before}])` : "") + middle + (after ? `(?![${after}])` : "");
  }

  // The words of a query, each of which must be said; a phrase (「…」) as one piece.
  function terms(query) {
    const found = Array.from(query.matchAll(/「([^」]*)」?|"([^"]*)"?|“([^”]*)”?|([^\s「"“]+)/gu),
      (one) => (one[4] || one[1] || one[2] || one[3] || "").trim());
    return found.filter(pattern).map((text) => ({ text, spelling: new RegExp(pattern(text), "u") }));
  }

  const written = (wanted) => (text) => wanted.every((one) => text.includes(one.text));
  const spelled = (wanted) => (text) => {
    const said = key(text);
    return wanted.every((one) => one.spelling.test(said));
  };

  // The first sentence that says all; the whole where only the whole does and is one piece.
  function sentence(passage, wanted, says) {
    if (!says(passage.text)) return "";
    return passage.sentences.find(says) || passage.row || (wanted.length === 1 ? passage.text.trim() : "");
  }

  // Passages come cut into sentences; rows of tables also as they are quoted.
  const whole = (one) => {
    const text = one.parts.join("");
    return { ...one, text, sentences: one.quoted || one.parts.map((part) => part.trim()).filter(Boolean) };
  };

  // Where a sentence begins, of a passage that goes on over a page.
  const placeOf = (passage, said) => passage.places?.[passage.sentences.indexOf(said)] ?? passage.place;

  function find(query, passages, exactly) {
    const wanted = terms(query), exact = [], folded = [];
    if (!wanted.length) return [];
    const isWritten = written(wanted), isSpelled = spelled(wanted);
    for (const passage of passages) {
      let said = sentence(passage, wanted, isWritten);
      if (said) { exact.push({ passage, how: "exact", sentence: said, place: placeOf(passage, said) }); continue; }
      if (exactly) continue;
      passage.key ??= key(passage.text);
      if (!wanted.every((one) => one.spelling.test(passage.key))) continue;
      said = sentence(passage, wanted, isSpelled);
      if (said) folded.push({ passage, how: "folded", sentence: said, place: placeOf(passage, said) });
    }
    return [...exact, ...folded];
  }

  return { key, pattern, terms, find, whole };
};
