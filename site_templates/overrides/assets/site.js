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

// What can be copied gets a button: the text that stands there, or the file that it is the address of.
document.querySelectorAll(".hs-copies").forEach((list) => {
  if (!navigator.clipboard) return;
  list.querySelectorAll("dd").forEach((item) => {
    const file = item.dataset.fetch;
    if (file && location.protocol === "file:") return; // browsers do not read files next to a file
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hs-copy";
    button.textContent = list.dataset.button;
    button.setAttribute("aria-label", `${list.dataset.button} ${item.previousElementSibling.textContent}`);
    const said = document.createElement("span");
    said.className = "hs-copied";
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      const text = file ? await (await fetch(file)).text() : item.querySelector("code").textContent;
      await navigator.clipboard.writeText(text);
      said.textContent = list.dataset.copied;
      setTimeout(() => { said.textContent = ""; }, 2000);
    });
    item.append(button, said);
  });
});

// The menu shows where the reader is, once Material has given it its height.
addEventListener("load", () => requestAnimationFrame(() => {
  const here = document.querySelector(".hs-nav [aria-current]");
  const menu = here?.closest(".md-sidebar__scrollwrap");
  if (menu) menu.scrollTop += here.getBoundingClientRect().top - menu.getBoundingClientRect().top - menu.clientHeight / 2;
}));
