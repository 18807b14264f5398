// Remembers the language that the reader chose, for the page at the site's root.
document.querySelectorAll(".md-select__link[hreflang]").forEach((link) => {
  link.addEventListener("click", () => {
    try { localStorage.setItem("language", link.hreflang); } catch { /* storage may be forbidden */ }
  });
});

// Material searches when a key is released. Text also comes without keys: pasted, spoken, chosen with the mouse.
document.querySelector(".md-search__input")?.addEventListener("input", ({ target }) => {
  target.dispatchEvent(new Event("keyup"));
});
