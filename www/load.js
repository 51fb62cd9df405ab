// Gives a wasm module of this build in a form its JavaScript takes: fetches NAME.pack and unpacks it as it arrives.
//
// A module may be packed as what is new against another one, its base. A build by trunk (`?v=dev`) is not packed; its
// modules are given by their address. Not here: unpacking itself (crates/unpack) and starting (start.js, worker.js).

const here = new URL(import.meta.url);
const beside = (name) => new URL(name + here.search, here).href;
const packed = here.search !== "?v=dev";

const asked = async (name) => {
  const answer = await fetch(beside(name));
  if (!answer.ok) throw new Error(`${name}: the server answered ${answer.status}`);
  return answer;
};

const reasons = { [-1]: "is damaged", [-2]: "ends early", [-3]: "is too large" };

/**
 * The module `name`: `{ module, content }`, its bytes (its address where it is not packed) and what others are packed
 * against; `promised` is the content that this gave for its base, which may still be on its way.
 */
export const load = async (name, promised = new Uint8Array()) => {
  if (!packed) return { module: beside(`${name}_bg.wasm`) };
  const file = `${name}.pack`;
  const [code, answer, base] = await Promise.all([asked("unpack.wasm").then((it) => it.arrayBuffer()), asked(file), promised]);
  // An instance for each file; its memory goes with it.
  const { memory, input, output, feed, join } = (await WebAssembly.instantiate(code)).instance.exports;
  const place = (bytes, at) => {
    if (at + bytes.length > memory.buffer.byteLength) throw new Error(`${file} is too large`);
    new Uint8Array(memory.buffer).set(bytes, at);
  };
  place(base, output());
  const pieces = answer.body.getReader();
  for (let there = 0; ;) {
    const { done, value } = await pieces.read();
    if (value) {
      place(value, input() + there);
      there += value.length;
    }
    const size = feed(there, done ? 1 : 0, base.length);
    if (size < 0) throw new Error(`${file} ${reasons[size]}`);
    if (size > 0) {
      const whole = join(base.length, size);
      if (whole < 0) throw new Error(`${file} is damaged`);
      const taken = (from, length) => new Uint8Array(memory.buffer, output() + from, length).slice();
      return { module: taken(base.length + size, whole), content: taken(base.length, size) };
    }
  }
};
