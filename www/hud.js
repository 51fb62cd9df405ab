// The line that tells how fast the page is: frames counted here, the simulator's last answer as the page has it
// (`data-spent`: microseconds in all, microseconds for states, gates, bytes of a state, bytes in all).
//
// The page puts this script into the line's paragraph when it is asked for, and takes it out again. The script writes
// into the span before it. Not here: what is measured of the simulator (crates/session/src/runner.rs).
(() => {
  const script = document.currentScript;
  const line = script.parentElement;
  const told = line.querySelector("span");
  // What lasts longer than two frames of 60 a second is noticed.
  const slow = 34;

  const units = (value, step, names) => {
    let at = 0;
    while (value >= step && at < names.length - 1) {
      value /= step;
      at += 1;
    }
    return `${value.toFixed(value < 10 && at > 0 ? 1 : 0)} ${names[at]}`;
  };
  const bytes = (value) => units(value, 1024, ["B", "KiB", "MiB", "GiB"]);
  const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

  const slowest = (answer, longest) => {
    if ("waiting" in line.dataset) return "waiting for the simulation";
    if (longest > slow && longest > answer) return "slowest: drawing";
    if (answer > slow) return "slowest: simulation";
    return "nothing is slow: waiting for you";
  };

  const tell = (frames, lasted, longest) => {
    const [answer, states, gates, state, heap] = line.dataset.spent.split(" ").map(Number);
    const speed = gates && states ? `, ${units((gates / states) * 1e6, 1000, ["", "thousand", "million", "billion"])} gates/s` : "";
    told.textContent = [
      `${((frames / lasted) * 1000).toFixed(0)} frames/s, longest ${ms(longest)}`,
      `simulation ${ms(answer / 1000)}${speed}`,
      `state ${bytes(state)}, simulator ${bytes(heap)}`,
      slowest(answer / 1000, longest),
    ].join(" · ");
  };

  let last = performance.now();
  let [from, frames, longest] = [last, 0, 0];
  const frame = (now) => {
    if (!script.isConnected) return;
    longest = Math.max(longest, now - last);
    last = now;
    frames += 1;
    if (now - from >= 500) {
      tell(frames, now - from, longest);
      [from, frames, longest] = [now, 0, 0];
    }
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})();
