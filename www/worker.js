// The worker: loads the simulator's module, without a document.
//
// Two messages may come before all others: `{early}`, to fetch the simulator while the page's module is still on its way,
// and then `{base}`: the page's module in streams, which the simulator's is packed against. Without them the worker unpacks
// that itself. The first other message is `{lock?, url?}`: `lock` names a lock to hold for life, by
// which the page notices this worker's end; `url` is where simulator.js is, when it is not beside this file. What comes
// before the module is up is kept and handed on in order, ports included. A failure to start reaches the page as the
// Worker's `error`.

const kept = [];
let begun = false;

const keep = (event) => {
  event.stopImmediatePropagation();
  if (event.data?.base) {
    tell(event.data.base);
  } else if (event.data?.early) {
    base = new Promise((told) => { tell = told; });
    fetched = loaded("simulator");
    // Told to whoever asks.
    fetched.catch(() => {});
    if (here.search !== "?v=dev") import(beside("simulator.js")).catch(() => {});
  } else if (begun) {
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

const here = new URL(import.meta.url);
const beside = (name) => new URL(name + here.search, here).href;

// A module that is packed against the page's, and whether it is packed at all.
const loaded = async (name) => {
  const { load } = await import(beside("load.js"));
  base ??= load("ketloom").then((it) => it.content);
  // What could not be fetched is fetched anew by who asks next.
  base.catch(() => { base = undefined; });
  return load(name, base);
};
let base, tell, fetched, answers;

const begin = async () => {
  const [it, { module }] = await Promise.all([import(beside("exchange.js")), loaded("exchange")]);
  await it.default({ module_or_path: module });
  return it.answer;
};

// Answers a question about texts. What does it is fetched with the first one, and anew when it broke.
self.exchange = async (question) => {
  answers ??= begin();
  try {
    return (await answers)(question);
  } catch (error) {
    answers = undefined;
    throw error;
  }
};

const start = async ({ url, lock }) => {
  const locked = hold(lock);
  const whole = fetched ?? loaded("simulator");
  const simulator = await import(url ?? beside("simulator.js"));
  const { module, content } = await whole;
  const first = await simulator.default({ module_or_path: module });
  // What few circuits need is in a module of its own, which takes its place in the simulator's memory.
  if (content) self.late = async () => WebAssembly.instantiate((await loaded("outcomes")).module, { first });
  simulator.serve(await locked);
  self.removeEventListener("message", keep);
  for (const { data, ports } of kept.splice(0)) {
    self.dispatchEvent(new MessageEvent("message", { data, ports: [...ports] }));
  }
};

self.addEventListener("message", keep);
