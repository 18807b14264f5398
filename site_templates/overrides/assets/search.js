// Searches the texts of this language, here in the browser. Chinese and Japanese have no words to index: cut into single
// characters, 重定向 finds 72 of 72 pages. So every word of the query must stand somewhere on the page, as it is written
// or inside of a longer word. site.js fetches this file when somebody wants to search.
"use strict";
window.hsFinder = (() => {
  const words = window.hsWords;
  const root = new URL("..", document.currentScript.src);
  const BEFORE = 30, AFTER = 130; // characters of an excerpt around what was found

  // Full-width or half-width, small or capital: the same. Also tells from where each folded character came.
  function fold(text) {
    let folded = "";
    const origin = [];
    let offset = 0;
    for (const character of text) {
      const form = character.normalize("NFKC").toLowerCase();
      folded += form;
      for (let i = 0; i < form.length; i++) origin.push(offset);
      offset += character.length;
    }
    origin.push(offset);
    return { text, folded, origin };
  }

  // The index holds HTML: a few tags, and references in texts.
  const REFERENCES = { "&lt;": "<", "&gt;": ">", "&#34;": '"', "&#39;": "'", "&amp;": "&" };

  function plain(html) {
    const text = html.replace(/<[^>]*>/g, " ").replace(/&(?:lt|gt|amp|#34|#39);/g, (reference) => REFERENCES[reference]);
    return text.replace(/\s+/g, " ").trim();
  }

  function escape(text) {
    return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  }

  // Whether a query stands in a text as words of their own, in scripts that part words by spaces.
  const LETTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\d]/u;

  function holdsWord(text, query) {
    for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + 1)) {
      const end = at + query.length;
      const begins = at === 0 || !LETTER.test(text[at]) || !LETTER.test(text[at - 1]);
      if (begins && (end === text.length || !LETTER.test(text[end - 1]) || !LETTER.test(text[end]))) return true;
    }
    return false;
  }

  // Names are written as words, as constants, or run together: the same.
  function squeeze(folded) {
    return folded.replace(/[\s_-]+/g, "");
  }

  // Documents with an anchor in their address are sections of the page before them. Their anchors are those of the page
  // of a code: its first section says what the code means, some tell what else it is called.
  const NAMES = new Set(["history", "libraries"]);

  function read(documents) {
    const found = new Map();
    for (const { location, title, text, boost = 1 } of documents) {
      const [address, anchor] = location.split("#");
      const page = found.get(address) ?? { location: address, boost, title: fold(plain(title)), meaning: "", names: "", squeezed: "", texts: [] };
      const body = fold(plain(text));
      if (anchor && anchor !== "top") page.texts.push(fold(plain(title)));
      page.texts.push(body);
      if (anchor === "top") page.meaning = body.folded;
      if (NAMES.has(anchor)) {
        page.names += `|${body.folded}`;
        page.squeezed += `|${squeeze(body.folded)}`;
      }
      found.set(address, page);
    }
    return [...found.values()];
  }

  // How well a page fits: its code, phrase or title as a whole, then words of them, then another name of several words,
  // then what it means, then words of its names, then the rest; the query as a whole before its words, words before parts
  // of words. 0: not at all.
  function score(page, query, words) {
    const title = page.title.folded;
    const inTexts = (word) => page.texts.some(({ folded }) => folded.includes(word));
    const name = squeeze(query);
    const isCalled = page.squeezed.includes(name) || squeeze(title).includes(name);
    if (!isCalled && !words.every((word) => title.includes(word) || inTexts(word))) return 0;
    const phrase = title.replace(/^\d{3} /, "");
    if (title === query || title.startsWith(`${query} `)) return 9;
    if (phrase === query || phrase.startsWith(`${query} `) || title.endsWith(` ${query}`)) return 8;
    if (title.startsWith(query)) return 7;
    if (holdsWord(title, query)) return 6;
    if (name !== query && isCalled) return 5;
    if (holdsWord(page.meaning, query)) return 4.5;
    if (holdsWord(page.names, query)) return 4;
    if (isCalled || page.meaning.includes(query) || words.every((word) => title.includes(word))) return 3;
    return inTexts(query) ? 2 : 1;
  }

  // The stretches of a text in which a word stands, as [start, end), sorted and apart.
  function stretches({ folded, origin }, words) {
    const found = [];
    for (const word of words) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        found.push([origin[at], origin[at + word.length]]);
      }
    }
    found.sort((one, other) => one[0] - other[0]);
    return found.filter(([start], i) => i === 0 || start >= Math.max(...found.slice(0, i).map(([, end]) => end)));
  }

  function marked(text, start, end, found) {
    let html = "", at = start;
    for (const [from, to] of found) {
      if (from < at || to > end) continue;
      html += `${escape(text.slice(at, from))}<mark>${escape(text.slice(from, to))}</mark>`;
      at = to;
    }
    return html + escape(text.slice(at, end));
  }

  function excerpt(page, query, words) {
    const holds = (wanted) => page.texts.find(({ folded }) => wanted.some((word) => folded.includes(word)));
    const best = holds([query]) ?? holds(words) ?? page.texts[0];
    const found = stretches(best, words);
    const start = Math.max(0, (found[0]?.[0] ?? 0) - BEFORE);
    const end = Math.min(best.text.length, start + BEFORE + AFTER);
    const body = marked(best.text, start, end, found);
    return `<p>${start > 0 ? "…" : ""}${body}${end < best.text.length ? "…" : ""}</p>`;
  }

  function search(pages, input) {
    const query = fold(input).folded.replaceAll('"', " ").trim().replace(/\s+/g, " ");
    if (!query) return [];
    const parts = query.split(" ");
    return pages
      .map((page) => ({ page, score: score(page, query, parts) * page.boost }))
      .filter((hit) => hit.score > 0)
      .sort((one, other) => other.score - one.score)
      .map(({ page }) => ({
        location: page.location,
        title: marked(page.title.text, 0, page.title.text.length, stretches(page.title, parts)),
        text: excerpt(page, query, parts),
      }));
  }

  // A page that is read from a disk may fetch no file, but load a script, which the archive has in the index's place.
  async function fetchIndex() {
    if (location.protocol !== "file:") return (await fetch(new URL("search/search_index.json", root))).json();
    const script = document.createElement("script");
    script.src = new URL("search/search_index.js", root);
    document.head.append(script);
    await new Promise((done, failed) => { script.onload = done; script.onerror = failed; });
    return window.__index;
  }

  // site.js opens the dialog and says when.
  const dialog = document.querySelector(".hs-finder");
  const [input, said, list] = ["input", "p", "ol"].map((name) => dialog.querySelector(name));
  let pages;

  async function load() {
    pages = read((await fetchIndex()).docs);
  }

  function show() {
    const found = search(pages, input.value);
    list.innerHTML = found.map(({ location, title, text }) => `<li><a href="${new URL(location, root)}"><strong>${title}</strong>${text}</a></li>`).join("");
    list.scrollTop = 0;
    said.textContent = !input.value.trim() ? words.ask
      : [words.none, words.one][found.length] ?? words.several.replace("#", found.length);
  }

  const links = () => [...list.querySelectorAll("a")];
  // From the field through the results and back; what is typed goes to the field.
  function step(by) {
    const stops = [input, ...links()];
    stops[(stops.indexOf(document.activeElement) + by + stops.length) % stops.length].focus();
  }
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      step(by);
    } else if (event.key.length === 1 && document.activeElement.matches("a")) input.focus();
  });
  return { load, show, search: (query) => search(pages, query) };
})();
