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

  // The worker's thread comes up while the page's module is still at work; the page finds it at its root element. One
  // that cannot start is left alone: the page starts its own and hears why.
  const hire = (root, base) => {
    const worker = new Worker(root.dataset.worker, { type: "module" });
    worker.onerror = () => { delete root.worker; };
    if (base) worker.postMessage({ base });
    root.worker = worker;
  };

  const start = async () => {
    const { load } = await import(beside("load.js"));
    const [ketloom, { module, content }] = await Promise.all([import(beside("ketloom.js")), load("ketloom")]);
    const root = document.querySelector("#ketloom");
    hire(root, content);
    const page = await ketloom.default({ module_or_path: module });
    // What the first second does without is in a module of its own, which takes its place in the page's memory.
    if (content) {
      root.later = async () => {
        await WebAssembly.instantiate((await load("later", content)).module, { first: page });
        delete root.later;
      };
    }
  };
  start().catch(complain);

  // Saving a picture is asked for seldom: what does it is fetched then.
  addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-export]");
    if (button) (await import(beside("export.js"))).save(button);
  });
})();
