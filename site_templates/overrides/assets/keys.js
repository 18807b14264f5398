// Single keys: three digits open a code, [ and ] turn pages, / searches, ? explains. All of them can be switched off
// (WCAG 2.1.4), which is remembered.
"use strict";
(() => {
  const words = window.hsWords;
  const footer = document.querySelector(".hs-footer p");
  const codes = new Set(words.codes.split(" "));
  const root = new URL("..", document.currentScript.src);
  const PAUSE = 2000; // milliseconds after which digits are forgotten
  let digits = "", timer;

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const typed = make("p", { class: "hs-typed", role: "status" });
  const box = make("input", { type: "checkbox" });
  const help = make("button", { class: "hs-help", type: "button", "aria-haspopup": "dialog" }, words.title, " ", make("kbd", {}, "?"));
  const explained = [["404", words.digits], ["/", words.search], ["[", words.previous], ["]", words.next], ["?", words.help]];
  const list = explained.flatMap(([keys, text]) => [
    make("dt", {}, ...[...keys].flatMap((key) => [make("kbd", {}, key), " "])),
    make("dd", {}, text),
  ]);
  const dialog = make("dialog", { class: "hs-keys", "aria-labelledby": "hs-keys-title" }, make("form", { method: "dialog" },
    make("p", { id: "hs-keys-title", class: "hs-keys__title" }, words.title),
    make("dl", {}, ...list),
    make("label", {}, box, " ", words.enabled),
    make("button", { class: "hs-close" }, words.close),
  ));
  footer.append(help);
  document.body.append(typed, dialog);

  const stored = () => { try { return localStorage.getItem("keys"); } catch { return null; } };
  const store = (value) => { try { localStorage.setItem("keys", value); } catch { /* storage may be forbidden */ } };
  let enabled = stored() !== "off";

  const forget = () => { digits = ""; typed.textContent = ""; };
  const say = (text) => {
    clearTimeout(timer);
    typed.textContent = text;
    timer = setTimeout(forget, PAUSE);
  };
  const open = () => { box.checked = enabled; dialog.showModal(); };

  function digit(value) {
    digits = (digits + value).slice(-3);
    if (digits.length < 3) { say(digits); return; }
    const code = digits;
    digits = "";
    say((codes.has(code) ? words.opening : words.unknown).replace("{code}", code));
    if (codes.has(code)) location.assign(new URL(location.protocol === "file:" ? `${code}/index.html` : `${code}/`, root));
  }

  function turn(relation) {
    const link = document.querySelector(`a[rel="${relation}"]`);
    if (link) link.click();
  }

  // What a field or an input method needs, and what a modifier makes a command of, is not ours. AltGr makes characters.
  const foreign = (event) => event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.repeat
    || ((event.ctrlKey || event.altKey || event.metaKey) && !event.getModifierState("AltGraph"))
    || event.target.closest?.("input, textarea, select, [contenteditable], dialog");

  // Full-width digits and those of Arabic and Persian keyboards too.
  const asDigit = (key) => {
    const form = key.normalize("NFKC").replace(/[\u0660-\u0669\u06f0-\u06f9]/, (found) => found.charCodeAt(0) & 15);
    return /^[0-9]$/.test(form) ? form : undefined;
  };

  addEventListener("keydown", (event) => {
    if (!enabled || foreign(event)) return;
    const value = asDigit(event.key);
    if (value) digit(value);
    else if (event.key === "[") turn("prev");
    else if (event.key === "]") turn("next");
    else if (event.key === "/") window.hsSearch();
    else if (event.key === "?") open();
    else if (event.key === "Escape" || event.key === "Backspace") forget();
    else return;
    event.preventDefault();
  });

  box.addEventListener("change", () => {
    enabled = box.checked;
    store(enabled ? "on" : "off");
  });
  help.addEventListener("click", open);
})();
