// The colours, before anything is painted: the theme that the address asks for (`?theme=dark`), else the one kept by an
// earlier visit, else the system's. Runs before the page's style sheet has arrived, so that no frame has other colours.
//
// A theme is `data-theme` at the root, which tokens.css knows; none is the system's. Where the system wants more
// contrast and nothing was chosen, that is the theme. xtask writes this script into index.html, so that nothing is waited
// for. Not here: colours (tokens.css) and the list (src/ui/header.rs).
(() => {
  const key = "ketloom.theme";
  const names = ["light", "dark", "contrast", "mono"];
  const root = document.documentElement;
  const more = matchMedia("(prefers-contrast: more)");
  const kept = () => {
    // Forbidden in sandboxed frames; the choice then lasts as long as the page.
    try { return localStorage.getItem(key); } catch { return null; }
  };

  let chosen = new URLSearchParams(location.search).get("theme") ?? kept();
  const show = () => {
    const known = names.includes(chosen);
    root.dataset.chosenTheme = known ? chosen : "auto";
    if (known || more.matches) root.dataset.theme = known ? chosen : "contrast";
    else delete root.dataset.theme;
  };
  show();
  more.addEventListener("change", show);

  // Whether the page will open with what index.html shows a picture of, and not with a link's or the last visit's document.
  const last = () => {
    try { return localStorage.getItem("ketloom.last") ?? sessionStorage.getItem("ketloom.left"); } catch { return null; }
  };
  if (location.hash.length < 2 && !last()) root.dataset.first = "";

  addEventListener("change", ({ target }) => {
    if (target.dataset?.ketloom !== "theme") return;
    chosen = target.value;
    show();
    try { localStorage.setItem(key, chosen); } catch { /* as above */ }
  }, true);
})();
