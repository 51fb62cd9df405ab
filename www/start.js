// Starts the page: loads ketloom.js and the wasm module of the same build, and says so in the page when that
// cannot work. A plain script and not a module, so that it still speaks where modules do not load (an old
// browser, or index.html opened as a file).
(() => {
  const address = new URL(document.currentScript.src);
  const beside = (name) => new URL(name + address.search, address).href;

  const remedy = () => {
    if (location.protocol === "file:") {
      return "A page opened as a file may not load WebAssembly. Serve its folder instead, for example with: cargo xtask serve.";
    }
    if (typeof WebAssembly !== "object") {
      return "This browser has no WebAssembly, or it is switched off. Use a current Firefox, Chrome, Edge or Safari.";
    }
    return "Reload the page; if that does not help, use a current Firefox, Chrome, Edge or Safari.";
  };

  const complain = (error) => {
    console.error(error);
    const text = document.createElement("p");
    text.setAttribute("role", "alert");
    text.id = "start-failed";
    text.textContent = `ketloom could not start. ${remedy()} (${error})`;
    (document.querySelector("#ketloom main") ?? document.body).replaceChildren(text);
  };

  const start = async () => {
    const ketloom = await import(beside("ketloom.js"));
    await ketloom.default({ module_or_path: beside("ketloom_bg.wasm") });
  };
  start().catch(complain);
})();
