// The worker: the page's own module once more, without a document.
//
// The first message carries the compiled module, `{module, url?, lock?}` (`url`: where ketloom.js is, when it is
// not beside this file; `lock`: the name of a lock to hold for life, by which the page notices this worker's end).
// What comes before the module is up is kept and handed on in order, ports included.
// A failure to start reaches the page as the Worker's `error` event.

const kept = [];
let begun = false;

const keep = (event) => {
  event.stopImmediatePropagation();
  if (begun) {
    kept.push(event);
  } else {
    begun = true;
    start(event.data).catch((error) => self.reportError(error));
  }
};

// Says whether the lock is held; it cannot be in pages without a secure origin.
const hold = (name) => new Promise((held) => {
  if (!name || !navigator.locks) return held(false);
  navigator.locks.request(name, () => { held(true); return new Promise(() => {}); }).catch(() => held(false));
});

const start = async ({ module, url, lock }) => {
  const here = new URL(import.meta.url);
  const locked = hold(lock);
  const ketloom = await import(url ?? new URL(`ketloom.js${here.search}`, here).href);
  ketloom.initSync({ module });
  ketloom.serve(await locked);
  self.removeEventListener("message", keep);
  for (const { data, ports } of kept.splice(0)) {
    self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
  }
};

self.addEventListener("message", keep);
