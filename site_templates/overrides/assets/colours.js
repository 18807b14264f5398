// The colours that were chosen, before the first paint. Without a choice they are the system's (styles/base.css).
"use strict";
try {
  const chosen = localStorage.getItem("colours");
  if (chosen) document.documentElement.dataset.colours = chosen;
} catch { /* storage may be forbidden */ }
