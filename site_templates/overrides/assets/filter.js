// The index: rows are hidden as one types; the class and the words stand in the address, so that they can be sent.
// Words in the address that fit no row are searched for in the whole site.
"use strict";
(() => {
  const form = document.querySelector(".hs-filter");
  if (!form) return;
  const input = form.querySelector("input");
  const output = form.querySelector("output");
  const chips = [...document.querySelectorAll(".hs-chips [data-class]")];
  const sections = [...document.querySelectorAll(".hs-section")];

  // Small or capital, full-width or half-width, with or without spaces and underscores: the same.
  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s_-]+/g, "");
  const rows = sections.flatMap((section) => [...section.querySelectorAll("tbody tr")].map((row) => {
    const link = row.querySelector("a[id]");
    const texts = [...row.cells].slice(0, 3).flatMap((cell) => [...cell.childNodes].filter((node) => !node.matches?.(".hs-mark")));
    const text = texts.map((node) => node.textContent).join(" ");
    return { row, section, name: `${link.id[0]}xx`, text: fold(`${text} ${link.dataset.aliases ?? ""}`) };
  }));

  let chosen = null;

  function show() {
    const words = input.value.trim().split(/\s+/).map(fold);
    const whole = fold(input.value);
    let shown = 0;
    for (const { row, name, text } of rows) {
      const fits = (!chosen || chosen === name) && (text.includes(whole) || words.every((word) => text.includes(word)));
      row.hidden = !fits;
      shown += fits;
    }
    for (const section of sections) {
      section.hidden = rows.every((each) => each.section !== section || each.row.hidden);
    }
    for (const chip of chips) {
      if (chip.dataset.class === chosen) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
    }
    const all = shown === rows.length;
    const said = shown ? output.dataset.shown : output.dataset.none;
    output.textContent = all ? "" : said.replace("{shown}", shown).replace("{count}", rows.length);
    document.documentElement.classList.toggle("hs-filtered", !all);
    return shown;
  }

  function remember() {
    const state = new URLSearchParams();
    if (chosen) state.set("class", chosen);
    if (input.value) state.set("q", input.value);
    const query = state.toString();
    history.replaceState(history.state, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
  }

  const state = new URLSearchParams(location.search);
  input.value = state.get("q") ?? "";
  chosen = chips.some((chip) => chip.dataset.class === state.get("class")) ? state.get("class") : null;
  if (!show()) addEventListener("load", () => window.hsSearch(input.value));

  input.addEventListener("input", () => { show(); remember(); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = rows.filter(({ row }) => !row.hidden);
    if (first.length === 1) first[0].row.querySelector("a").click();
  });
  for (const chip of chips) {
    chip.addEventListener("click", (event) => {
      event.preventDefault();
      chosen = chosen === chip.dataset.class ? null : chip.dataset.class;
      show();
      remember();
    });
  }
})();
