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

  // The worker comes up and fetches the simulator while the page's module is on its way; the page finds it at its root
  // element. One that cannot start is left alone: the page starts its own and hears why.
  const hire = (root) => {
    const worker = new Worker(root.dataset.worker, { type: "module" });
    worker.onerror = () => { delete root.worker; };
    worker.postMessage({ early: true });
    root.worker = worker;
    return worker;
  };

  let load;

  // What the first second does without is in modules of its own, which take their places in the page's memory: each is
  // given what the one before it has, once that is there.
  const followers = (root, before, content, [name, ...more]) => {
    if (!name) return;
    root[name] = async () => {
      const [{ module }, first] = await Promise.all([load(name, content), before]);
      const { instance } = await WebAssembly.instantiate(module, { first });
      delete root[name];
      followers(root, instance.exports, content, more);
    };
  };

  const start = async () => {
    const root = document.querySelector("#ketloom");
    const worker = hire(root);
    ({ load } = await import(beside("load.js")));
    const [ketloom, { module, content }] = await Promise.all([import(beside("ketloom.js")), load("ketloom")]);
    if (content) worker.postMessage({ base: content });
    const page = ketloom.default({ module_or_path: module });
    // The page may ask for the first of them while it starts, and takes it for there when there is nothing to fetch.
    if (content) followers(root, page, content, ["later", "dialogs"]);
    await page;
  };
  start().catch(complain);

  // Saving a picture is asked for seldom: what does it is fetched then.
  addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-export]");
    if (button) (await import(beside("export.js"))).save(button);
  });
})();
