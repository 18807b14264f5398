// What a page does beside being read. All of it is an addition: without this file every text and every link is there.
"use strict";
(() => {
  const words = window.hsWords;
  const here = document.currentScript.src;
  const all = (selector) => [...document.querySelectorAll(selector)];
  const one = (selector) => document.querySelector(selector);
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* storage may be forbidden */ } };

  function make(tag, properties) {
    return Object.assign(document.createElement(tag), properties);
  }

  // The language that the reader chose, for the page at the site's root.
  for (const link of all(".hs-switcher a")) link.addEventListener("click", () => remember("language", link.hreflang));

  // Colours: the system's, light, dark, and again. The button says what it will do.
  const NEXT = { system: "light", light: "dark", dark: "system" };
  const colours = one(".hs-colours");
  const { dataset } = document.documentElement;
  const name = () => { colours.title = colours.ariaLabel = words.colours[NEXT[dataset.colours ?? "system"]]; };
  colours.addEventListener("click", () => {
    dataset.colours = NEXT[dataset.colours ?? "system"];
    remember("colours", dataset.colours);
    name();
  });
  name();

  // The drawer is a checkbox, which works without script. The page behind it rests while it is open.
  const drawer = one("#hs-drawer"), menu = one(".hs-menu");
  const current = menu.querySelector("[aria-current]");
  const show = () => {
    if (current) menu.scrollTop += current.getBoundingClientRect().top - menu.getBoundingClientRect().top - menu.clientHeight / 2;
  };
  function turned() {
    for (const rest of all("main, .hs-footer")) rest.inert = drawer.checked;
    if (drawer.checked) show();
  }
  function shut() {
    if (!drawer.checked) return;
    drawer.checked = false;
    turned();
    drawer.focus();
  }
  drawer.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    drawer.click();
    if (drawer.checked) menu.querySelector("a").focus();
  });
  drawer.addEventListener("change", turned);
  matchMedia("(min-width: 76.25em)").addEventListener("change", shut);
  addEventListener("pageshow", () => { drawer.checked = false; turned(); });
  show();

  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    shut();
    if (document.activeElement.closest(".hs-switcher")) document.activeElement.blur();
  });

  // Each section has an address, which stands beside its heading.
  for (const heading of all("article :is(h2, h3)[id]")) {
    heading.append(make("a", { className: "headerlink", href: `#${heading.id}`, title: words.link, textContent: "¶" }));
  }

  // The head says which page this is once its own heading is out of sight.
  const site = one(".hs-site"), heading = one("h1");
  const title = [site.textContent, heading.innerText];
  new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    site.textContent = title[Number(!isIntersecting && boundingClientRect.top < 100)];
  }, { rootMargin: "-48px 0px 0px" }).observe(heading);

  // The sections of the page: the one that is read is marked. A way to the top is offered to those who turn back.
  const toc = one(".hs-toc");
  const sections = all(".hs-toc a").map((link) => ({ link, target: document.getElementById(decodeURIComponent(link.hash.slice(1))) }));
  const top = make("button", { type: "button", className: "hs-top hs-icon--top", hidden: true, textContent: words.top });
  top.addEventListener("click", () => scrollTo({ top: 0, behavior: "smooth" }));
  document.body.append(top);
  let last = scrollY, marked;
  function scrolled() {
    const back = scrollY < last;
    if (scrollY !== last) top.hidden = !back || scrollY < innerHeight;
    last = scrollY;
    const read = sections.findLast(({ target }) => target?.getBoundingClientRect().top < 100)?.link;
    if (read === marked) return;
    marked?.removeAttribute("aria-current");
    marked = read;
    if (!read) return;
    read.setAttribute("aria-current", "location");
    toc.scrollTop += read.getBoundingClientRect().top - toc.getBoundingClientRect().top - toc.clientHeight / 2;
  }
  addEventListener("scroll", () => requestAnimationFrame(scrolled), { passive: true });
  scrolled();

  // What can be copied gets a button: examples, texts in a list, or the file that such a text is the address of.
  function copier(place, label, text) {
    const button = make("button", { type: "button", className: "hs-copy", textContent: words.button, ariaLabel: label });
    const said = make("span", { className: "hs-copied", role: "status" });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(await text());
      said.textContent = words.copied;
      setTimeout(() => { said.textContent = ""; }, 2000);
    });
    place.append(button, said);
  }
  if (navigator.clipboard) {
    for (const item of all(".hs-copies dd")) {
      const file = item.dataset.fetch;
      if (file && location.protocol === "file:") continue; // browsers do not read files next to a file
      const text = async () => (file ? (await fetch(file)).text() : item.querySelector("code").textContent);
      copier(item, `${words.button} ${item.previousElementSibling.textContent.trim()}`, text);
    }
    for (const code of all("pre > code")) {
      const label = code.parentElement.previousElementSibling.firstChild.textContent;
      copier(code.parentElement, `${words.button} ${label}`, () => code.textContent);
    }
  }

  // The search. Its field is there at once, so that no key is lost. What searches is fetched when it is wanted: as soon as
  // its button is pointed at, or a key asks. What could not be fetched is asked for again, with the next letter or Enter.
  const finder = make("dialog", {
    className: "hs-finder",
    ariaLabel: words.search,
    innerHTML: `<form role="search"><input enterkeyhint="go" autocapitalize="off" autocomplete="off" spellcheck="false">
  <button type="button" class="hs-button hs-icon--close"></button></form><p role="status"></p><ol></ol>`,
  });
  const [field, close, said] = ["input", "button", "p"].map((name) => finder.querySelector(name));
  Object.assign(field, { placeholder: words.search, ariaLabel: words.search });
  close.ariaLabel = words.close;
  document.body.append(finder);

  let coming;
  const fetchScript = (name) => new Promise((done, failed) => {
    document.head.append(make("script", { src: new URL(name, here), onload: done, onerror: failed }));
  });
  const fetchSearch = () => coming ??= (async () => {
    if (!window.hsFinder) await fetchScript("search.js");
    await window.hsFinder.load();
    return true;
  })().catch((error) => {
    coming = undefined;
    console.error(error);
  });
  async function seek() {
    said.textContent = words.loading;
    if (await fetchSearch()) window.hsFinder.show();
    else said.textContent = words.failed;
  }
  window.hsSearch = (query) => {
    if (query) field.value = query;
    finder.showModal();
    field.select();
    return seek();
  };
  field.addEventListener("input", seek);
  // Enter opens what fits best, once that is known.
  finder.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    await seek();
    finder.querySelector("a")?.click();
  });
  finder.addEventListener("click", ({ target }) => {
    if (target === finder || target === close || target.closest("a")) finder.close();
  });
  const find = one(".hs-find");
  find.addEventListener("pointerenter", fetchSearch);
  find.addEventListener("focus", fetchSearch);
  find.addEventListener("click", () => window.hsSearch());
})();
