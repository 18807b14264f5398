// Colours before the first paint: those chosen last, else the system's.
"use strict";
(() => {
  const SYSTEM = "(prefers-color-scheme)";
  const chosen = window.__md_get("__palette")?.color?.media ?? SYSTEM;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const media = chosen === SYSTEM ? `(prefers-color-scheme: ${dark ? "dark" : "light"})` : chosen;
  const options = [...document.querySelectorAll(".md-option")];
  const option = options.find((each) => each.dataset.mdColorMedia === media);
  for (const name of ["scheme", "primary", "accent"]) {
    const value = option?.getAttribute(`data-md-color-${name}`);
    if (value) document.body.setAttribute(`data-md-color-${name}`, value);
  }
})();
