// The stored run in other browsers' engines, bit for bit: Firefox and WebKit, where they are installed.
//
// No driver is needed: the browser opens a page that holds ketloom in a frame, works it as repeat.test.mjs does, and
// posts what came out. Not here: Chromium (repeat.test.mjs) and installing browsers; a missing one is skipped.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import zlib from "node:zlib";
import { serve } from "./harness.mjs";

const golden = (name) => fs.readFileSync(new URL(`../golden/${name}`, import.meta.url), "utf8");
const isThere = (name) => (name.startsWith("/") ? fs.existsSync(name) : spawnSync("which", [name]).status === 0);

// What runs in the other browser.
const work = async (link, answer) => {
  const frame = document.querySelector("iframe");
  const soon = () => new Promise((done) => setTimeout(done, 100));
  const until = async (what) => {
    for (let tries = 0; tries < 900; tries++) {
      const got = what(frame.contentDocument);
      if (got) return got;
      await soon();
    }
    throw new Error(`waited too long for ${what}`);
  };
  const hook = (name) => (page) => page.querySelector(`[data-ketloom="${name}"]`);
  const says = (word) => (page) => new RegExp(word).test(hook("play")(page)?.getAttribute("aria-label"));
  try {
    frame.src = `index.html${link}`;
    await until((page) => page.querySelector('[data-ketloom="inspector"] [data-ketloom="qubit-0"]'));
    (await until(hook("play"))).click();
    await until((page) => /epoch [1-9]/.test(hook("epoch")(page).innerText) && says("Play|Train")(page));
    (await until(hook("open-share"))).click();
    const value = (await until((page) => hook("share-link")(page)?.value && hook("share-link")(page))).value;
    await fetch(answer, { method: "POST", body: value });
  } catch (error) {
    await fetch(answer, { method: "POST", body: `failed: ${error}` });
  }
};

const engines = [
  { name: "Firefox", binaries: ["firefox-esr", "firefox"], words: (profile, url) => ["--headless", "--no-remote", "--profile", profile, url] },
  {
    name: "WebKit",
    binaries: ["/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser", "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser"],
    words: (profile, url) => ["--private", url],
    display: true,
  },
];

for (const { name, binaries, words, display } of engines) {
  const screen = display && !process.env.DISPLAY;
  const binary = screen && !isThere("xvfb-run") ? null : binaries.find(isThere);
  const skip = binary ? false : `${name} is not installed here`;
  if (skip) console.log(skip);
  test(`${name} gives the stored run's weights and losses, bit for bit`, { skip, timeout: 150_000 }, async () => {
    const site = await serve();
    const link = `#k1=${zlib.deflateSync(Buffer.from(golden("run.document.json"))).toString("base64url")}`;
    let answered;
    const answer = new Promise((resolve) => { answered = resolve; });
    // The frame and the page around it come from one origin, passed on from the site.
    const around = http.createServer(async (request, response) => {
      if (request.method === "POST") {
        let body = "";
        for await (const piece of request) body += piece;
        response.end();
        return answered(body);
      }
      if (request.url === "/around") {
        response.setHeader("content-type", "text/html");
        return response.end(`<iframe width="1200" height="800"></iframe><script>(${work})(${JSON.stringify(link)}, "/answer")</script>`);
      }
      const passed = await fetch(site.address + request.url.slice(1));
      response.writeHead(passed.status, { "content-type": passed.headers.get("content-type") ?? "text/plain" });
      response.end(Buffer.from(await passed.arrayBuffer()));
    });
    await new Promise((up) => around.listen(0, "127.0.0.1", up));
    const profile = fs.mkdtempSync(path.join(os.tmpdir(), "ketloom-engine-"));
    const all = words(profile, `http://127.0.0.1:${around.address().port}/around`);
    const [program, given] = screen ? ["xvfb-run", ["-a", binary, ...all]] : [binary, all];
    const env = { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: "1", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
    const browser = spawn(program, given, { stdio: "ignore", detached: true, env });
    const ended = new Promise((done) => browser.on("exit", (code) => done(`failed: ${name} ended by itself with ${code}`)));
    try {
      const told = await Promise.race([answer, ended]);
      assert.match(told, /#k1=/);
      const here = JSON.parse(zlib.inflateSync(Buffer.from(told.slice(told.indexOf("#k1=") + 4), "base64url")).toString());
      const stored = JSON.parse(golden("run.trained.json"));
      assert.deepEqual(here.weights, stored.weights);
      assert.deepEqual(here.progress, stored.progress);
    } finally {
      try { process.kill(-browser.pid); } catch { /* it is gone already */ }
      around.closeAllConnections();
      around.close();
      await site.close();
      fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  });
}
