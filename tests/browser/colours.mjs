// Contrast as it is computed: of every word and of what is drawn, against what lies under it. Runs in the page.
// axe leaves drawn words and graphics out; see themes.test.mjs for what is asked. Not here: what is enough for whom.

/** Everything in the page with less contrast than it needs, as sentences: words 4.5 (large ones 3), drawn things 3. */
export const tooFaint = (page, drawn) => page.evaluate((drawn) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  canvas.canvas.width = canvas.canvas.height = 1;
  /** A colour as the browser paints it: [r, g, b, alpha] of 0..1. */
  const painted = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((v) => v / 255);
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a));
  const light = (c) => c.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const svg = (e) => e instanceof SVGElement;
  const dim = (colour, part) => { const c = painted(colour); return [c[0], c[1], c[2], c[3] * part]; };
  const opacity = (e) => { let all = 1; for (let up = e; up; up = up.parentElement) all *= Number(getComputedStyle(up).opacity); return all; };
  const fill = (e) => {
    const style = getComputedStyle(e);
    if (!svg(e)) return dim(style.backgroundColor, 1);
    return e.tagName === "svg" || e.tagName === "g" || style.fill === "none" ? [0, 0, 0, 0] : dim(style.fill, Number(style.fillOpacity) * Number(style.opacity));
  };
  /** What is painted at a point under an element. */
  const ground = (e, x, y) => {
    const stack = document.elementsFromPoint(x, y);
    const at = stack.indexOf(e);
    const below = stack.slice(at + 1).filter((each) => !(svg(each) && each.tagName === "text") && !e.contains(each));
    return below.reverse().reduce((under, each) => over(fill(each), under), [1, 1, 1]);
  };
  const everything = document.createElement("style");
  everything.textContent = "* { pointer-events: all !important; } .place, .hit, .wire-button, .scrub-strip, .scrub-knob { display: none !important; }";
  document.head.append(everything);
  const found = new Set();
  const inView = (box) => box.width > 0 && box.height > 0 && box.left >= 0 && box.right <= innerWidth && box.top >= 0 && box.bottom <= innerHeight;
  const judge = (e, what, colour, at, least) => {
    const under = ground(e, ...at);
    const reached = contrast(over(colour, under), under);
    if (reached < least - 0.05) found.add(`${what} .${e.getAttribute("class")}: ${reached.toFixed(2)} of ${least}`);
  };
  let words = 0;
  for (const text of document.querySelectorAll(".picture text")) {
    const box = text.getBoundingClientRect();
    if (!inView(box) || !text.checkVisibility() || text.closest(".ghost")) continue;
    const style = getComputedStyle(text);
    words += 1;
    judge(text, "word", dim(style.fill, opacity(text)), [box.left + box.width / 2, box.top + box.height / 2], parseFloat(style.fontSize) >= 24 ? 3 : 4.5);
  }
  let marks = 0;
  for (const e of document.querySelectorAll(drawn)) {
    const box = e.getBoundingClientRect();
    if (!e.checkVisibility() || box.right < 0 || e.closest(".ghost")) continue;
    const style = getComputedStyle(e);
    // The better of outline and area tells where it is.
    const panel = dim(getComputedStyle(e.closest(".panel, dialog") ?? document.body).backgroundColor, 1).slice(0, 3);
    const seen = [[style.stroke, Number(style.strokeOpacity)], [style.fill, Number(style.fillOpacity)]]
      .filter(([colour], i) => colour !== "none" && !(i === 0 && parseFloat(style.strokeWidth) === 0))
      .map(([colour, part]) => contrast(over(dim(colour, part * opacity(e)), panel), panel));
    const best = Math.max(1, ...seen);
    marks += 1;
    if (best < 2.95) found.add(`drawn .${e.getAttribute("class")}: ${best.toFixed(2)} of 3`);
  }
  everything.remove();
  return { found: [...found], words, marks };
}, drawn);

/** The contrast of pairs of tokens, `[over, under]`. */
export const pairs = (page, list) => page.evaluate((list) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const probe = document.createElement("i");
  document.body.append(probe);
  const light = (token) => {
    probe.style.color = `var(${token})`;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const part = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const reached = list.map(([a, b]) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); });
  probe.remove();
  return reached;
}, list);

/** Whether two tokens are the same grey, or any of them is no grey. */
export const hues = (page, tokens) => page.evaluate((tokens) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const probe = document.createElement("i");
  document.body.append(probe);
  const coloured = tokens.filter((token) => {
    probe.style.color = `var(${token})`;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
    return Math.max(r, g, b) - Math.min(r, g, b) > 1;
  });
  probe.remove();
  return coloured;
}, tokens);
