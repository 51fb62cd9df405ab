// Saves a painted figure as a file: its SVG, with the looks that the style sheet gives it written into every shape, or a
// PNG of that at three times the size. Fetched when a button with `data-export` is first pressed, so that the page's
// start does not pay for it. Not here: numbers as CSV, which the page has.
const LOOKS = ["stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight"];
const PAINTS = ["fill", "stroke"];
const SCALE = 3;

const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

/** A colour as every program reads it, and its opacity: mixed colours and those of wide gamut are for browsers only. */
function plain(colour) {
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
  return [`rgb(${red},${green},${blue})`, alpha / 255];
}

function paint(to, looks) {
  for (const name of PAINTS) {
    const [colour, opacity] = looks[name] === "none" ? ["none", 1] : plain(looks[name]);
    const whole = opacity * Number(looks[`${name}-opacity`] || 1);
    to.setAttribute(name, whole > 0 ? colour : "none");
    if (whole < 1) to.setAttribute(`${name}-opacity`, whole.toFixed(3));
  }
  for (const name of LOOKS) to.setAttribute(name, looks[name]);
}

/** A copy of a picture that needs no style sheet. */
function standalone(picture) {
  const copy = picture.cloneNode(true);
  const [from, to] = [picture, copy].map((svg) => [...svg.querySelectorAll("*:not(title, desc)")]);
  from.forEach((shape, i) => paint(to[i], getComputedStyle(shape)));
  for (const shape of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["class", "style", "data-key", "data-read", "data-ketloom"]) shape.removeAttribute(name);
  }
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = picture.getAttribute("aria-label");
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", plain(getComputedStyle(picture.closest(".panel")).backgroundColor)[0]);
  copy.prepend(title, ground);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" });
}

async function drawn(svg, picture) {
  const address = URL.createObjectURL(svg);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = picture.getAttribute("width") * SCALE;
    canvas.height = picture.getAttribute("height") * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => canvas.toBlob(done, "image/png"));
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Saves the figure that a button belongs to, as what the button says. */
export async function save(button) {
  const picture = button.closest(".figure").querySelector("svg.picture");
  const svg = standalone(picture);
  const file = button.dataset.export.endsWith(".png") ? await drawn(svg, picture) : svg;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = button.dataset.export;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
