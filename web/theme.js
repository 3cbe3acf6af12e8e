// theme.js shows the page light or dark, as somebody chose. It runs in the head,
// before anything is painted: later, the page would flash. The style sheet knows
// the attribute data-theme of the root element; without it, the system decides.
"use strict";
{
  // "light", "dark", or "" for the system's.
  window.clsTheme = (theme) => {
    if (theme) document.documentElement.dataset.theme = theme;
    else delete document.documentElement.dataset.theme;
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      meta.dataset.media ??= meta.media;
      meta.media = !theme ? meta.dataset.media : meta.dataset.media.includes(theme) ? "all" : "not all";
    }
  };
  try {
    const theme = localStorage.getItem("cls-error-explorer.theme");
    if (theme === "light" || theme === "dark") window.clsTheme(theme);
  } catch {
    // storage denied: nothing can have been chosen
  }
}
