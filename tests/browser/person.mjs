// What a person does on the page, and what a person is told: gestures and readings used by the tests.
// Readings come from accessible names and visible text only, never from the program's insides.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { deflateSync } from "node:zlib";

export const hook = (page, name) => page.locator(`[data-ketloom="${name}"]`);
/** The header's button that opens a dialog. */
export const button = (page, name) => page.locator(`button[data-ketloom="open-${name}"]`);
export const cell = (page, wire, column) => page.locator(`[data-ketloom="cell"][data-wire="${wire}"][data-column="${column}"]`);
/** Until what was done last is drawn, names of cells too, which the page may leave for 30 ms after all else. */
export const drawn = (page) => page.evaluate(() => new Promise((done) => {
  setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 60);
}));
export async function cellName(page, wire, column) {
  await drawn(page);
  return cell(page, wire, column).getAttribute("aria-label");
}

/** A document as the page writes it; `over` replaces members. */
export function attentionDocument(over = {}) {
  const ansatz = "qubits 2; RX(theta1) 0; RX(theta2) 1; RY(theta3) 0; RY(theta4) 1; X 0:1; X 1:0; RY(theta5) 0; RY(theta6) 1";
  const embed = "qubits 2; H 0; H 1; RX(x1) 0; RX(x2) 1; RY(x3) 0; RY(x4) 1; X 0:1; X 1:0; RY(x5) 0; RY(x6) 1";
  return { ketloom: 1, model: "qsann", slots: { embed, query: ansatz, key: ansatz, value: ansatz },
    data: { kind: "sentences", count: 130, train: 77, seed: 7 },
    training: { rate: 0.008, epochs: 60, batch: 0, seed: 1, optimizer: "adam", layers: 1, lambda: 0, gamma: 0, speed: 0 },
    view: { slot: 1, example: 0, word: 0, layer: 0, reversed: false }, ...over };
}

/** Opens a document through the page's own Open field, as a person opens a file. */
export async function openDocument(page, document, name = "document.json") {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "ketloom-")), name);
  fs.writeFileSync(file, typeof document === "string" ? document : JSON.stringify(document));
  await hook(page, "open-file").setInputFiles(file);
}

/** The address of a plain circuit that shows no figure: a new one has some. */
export function bare(circuit) {
  const document = { ketloom: 1, model: "circuit", slots: { circuit }, view: { slot: 0 } };
  return `index.html#k1=${deflateSync(JSON.stringify(document)).toString("base64url")}`;
}

/** Opens a figure, if it is not open. */
export async function show(page, name) {
  const choice = hook(page, `show-${name}`);
  if ((await choice.getAttribute("aria-pressed")) !== "true") await choice.click();
}

/** Waits until there is a state to see. */
export const seen = (page) => page.locator('[data-ketloom="inspector"] [data-ketloom="qubit-0"]').first().waitFor();

/** Waits for that and for the later module: from then on what is done is done at once. */
export async function ready(page) {
  await seen(page);
  await page.waitForFunction(() => !document.querySelector("#ketloom").later);
}

/** What a qubit's row of the state panel says. */
export const qubit = async (page, q) => (await page.locator('[data-ketloom="state-0"]').locator(`[data-ketloom="qubit-${q}"]`).innerText()).split(/\s+/).filter(Boolean);

/** The epoch that the training panel tells. */
export const epoch = async (page) => Number((await hook(page, "epoch").innerText()).match(/epoch (\d+)/)?.[1] ?? NaN);

/** Plays until training stops by itself. */
export async function train(page) {
  await hook(page, "play").click();
  await page.waitForFunction(() => /Pause/.test(document.querySelector('[data-ketloom="play"]').getAttribute("aria-label")), null, { timeout: 5000 }).catch(() => {});
  await page.waitForFunction(() => /Play|Train/.test(document.querySelector('[data-ketloom="play"]').getAttribute("aria-label")), null, { timeout: 45000 });
}

/** A page whose quantum attention was trained so many epochs, to the end. */
export async function trained(open, epochs) {
  const { page } = await open();
  await openDocument(page, attentionDocument({ training: { ...attentionDocument().training, epochs } }));
  await ready(page);
  await train(page);
  return page;
}

/** The accuracies under the predictions: { model: number }. */
export async function accuracies(page) {
  const text = await hook(page, "accuracies").innerText();
  return Object.fromEntries([...text.matchAll(/([a-z ]+?) (\d\.\d+)/g)].map(([, name, value]) => [name.trim(), Number(value)]));
}

/** The attention matrix as the cells' accessible names tell it. */
export async function attention(page) {
  const names = await page.locator('[data-ketloom^="attention-"][role="gridcell"]').evaluateAll((cells) => cells.map((c) => [c.dataset.ketloom, c.getAttribute("aria-label")]));
  const rows = [];
  for (const [key, name] of names) {
    const [, row, column] = key.match(/attention-(\d+)-(\d+)/).map(Number);
    (rows[row] ??= [])[column] = Number(name.match(/(\d\.\d+)/)[1]);
  }
  return rows;
}

/** Drags from one element's middle to another's, in steps, without letting go unless told. */
export async function drag(page, from, to, { drop = true } = {}) {
  const middle = async (l) => { const b = await l.boundingBox(); return [b.x + b.width / 2, b.y + b.height / 2]; };
  await from.scrollIntoViewIfNeeded();
  const [x, y] = await middle(from);
  const [u, v] = await middle(to);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= 8; i++) await page.mouse.move(x + ((u - x) * i) / 8, y + ((v - y) * i) / 8);
  if (drop) await page.mouse.up();
}
