// How long a JSON answer of 10 MB takes in the console: from its last byte to a pretty view that one can use, and how
// smooth scrolling through it is. Beside it, in the same run, a page that shows the same text as most pages do:
// JSON.stringify into one <pre>.
//
//   LOGGIA_BIN=target/release/loggia node end2end/bench/json.mjs [rounds]

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { chromium as playwright } from "@playwright/test";

import { chromium } from "../chromium.mjs";

const ROUNDS = Number(process.argv[2] ?? 5);
const BYTES = 10 * 1000 * 1000;
/** What must hold, in milliseconds. */
const [VIEW_MS, FRAME_MS] = [1_500, 50];
const binary = resolve(process.env.LOGGIA_BIN ?? join(process.env.CARGO_TARGET_DIR ?? "target", "release/loggia"));

/** Orders of a shop, as an API lists them. */
function answer() {
  const orders = [];
  let bytes = 2;
  for (let number = 1; bytes < BYTES - 400; number++) {
    const order = {
      id: number,
      customer: `Customer ${number % 997}`,
      placed: `2026-0${(number % 9) + 1}-1${number % 10}T08:30:00Z`,
      total: (number * 7919) % 100_000 / 100,
      paid: number % 3 > 0,
      note: number % 5 ? null : "Leave it at the door — ęóąśłżźćń",
      lines: [{ sku: `SKU-${number % 313}`, count: number % 7 }, { sku: "SKU-0", count: 1, tags: ["a", "b"] }],
    };
    orders.push(order);
    bytes += Buffer.byteLength(JSON.stringify(order)) + 1;
  }
  return Buffer.from(JSON.stringify(orders));
}

const body = answer();
const peer = `<!doctype html><meta charset="utf-8"><button>Send</button><pre style="overflow:auto;height:80vh"></pre><script>
document.querySelector("button").onclick = async () => {
  const reader = (await fetch("/json")).body.getReader();
  const pieces = [];
  for (let piece; !(piece = await reader.read()).done;) pieces.push(piece.value);
  const text = await new Blob(pieces).text();
  document.querySelector("pre").textContent = JSON.stringify(JSON.parse(text), null, 2);
};</script>`;
const backend = createServer((request, response) => {
  const isPeer = request.url === "/peer";
  response.writeHead(200, { "content-type": isPeer ? "text/html" : "application/json" }).end(isPeer ? peer : body);
}).listen(0, "127.0.0.1");
await once(backend, "listening");
const upstream = `127.0.0.1:${backend.address().port}`;

const data = mkdtempSync(join(tmpdir(), "loggia-bench-"));
const document = {
  openapi: "3.0.3",
  info: { title: "Shop", version: "1" },
  servers: [{ url: `http://${upstream}` }],
  paths: { "/json": { get: { operationId: "orders", responses: { 200: { description: "Orders" } } } } },
};
const imported = spawnSync(binary, ["import", "-", "--json", "--data", data], { input: JSON.stringify(document), encoding: "utf8" });
if (imported.status !== 0) throw new Error(imported.stderr);
const api = JSON.parse(imported.stdout).api;
const program = spawn(binary, ["serve", "--listen", "127.0.0.1:0", "--gateway-listen", "127.0.0.1:0", "--outbound-allow", upstream, "--data", data], { stdio: ["ignore", "pipe", "ignore"] });
const portal = await new Promise((done, fail) => {
  let output = "";
  program.once("exit", () => fail(new Error("the program ended at once")));
  program.stdout.on("data", (text) => {
    output += text;
    const address = output.match(/http:\/\/[^\s/]+:\d+(?=\S*\s)/);
    if (address) done(address[0]);
  });
});

/** Marks the moments at which pieces of an answer are read; the last one is that of the last byte. */
function watch() {
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = function () {
    const reading = read.call(this);
    reading.then(({ done }) => done || performance.mark("last-byte"));
    return reading;
  };
}

/** Scrolls the element by the wheel's steps for two seconds; the longest times between two frames. */
function scroll(element) {
  return new Promise((done) => {
    const frames = [];
    let [began, before] = [performance.now(), performance.now()];
    const step = (now) => {
      frames.push(now - before);
      before = now;
      // Slowly at first, then in leaps through all of it.
      element.scrollTop += now - began < 1_000 ? 120 : element.scrollHeight / 60;
      if (now - began < 2_000) requestAnimationFrame(step);
      else done(frames.slice(1).sort((a, b) => b - a));
    };
    requestAnimationFrame(step);
  });
}

/** One round: milliseconds from the last byte until the view can be used, and the longest frame of scrolling. */
async function measure(context, open, isReady, frame) {
  const page = await context.newPage();
  await page.addInitScript(watch);
  await open(page);
  await page.evaluate((isReady) => {
    const ready = new Function(isReady);
    const look = () => {
      if (!ready()) return requestAnimationFrame(look);
      // Drawn, and the browser's one thread is free to answer.
      requestAnimationFrame(() => setTimeout(() => performance.mark("usable")));
    };
    requestAnimationFrame(look);
  }, isReady);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await page.waitForFunction(() => performance.getEntriesByName("usable").length > 0, null, { timeout: 120_000 });
  const view = await page.evaluate(() => {
    const [last] = performance.getEntriesByName("last-byte").slice(-1);
    return performance.getEntriesByName("usable")[0].startTime - last.startTime;
  });
  const frames = await page.locator(frame).evaluate(scroll);
  await page.close();
  return { view, worst: frames[0], ninetyNinth: frames[Math.floor(frames.length / 100)], frames: frames.length };
}

const browser = await playwright.launch(chromium);
const context = await browser.newContext();
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const subjects = {
  Loggia: () =>
    measure(
      context,
      async (page) => {
        await page.goto(`${portal}/apis/${api}/operations/orders`);
        await page.locator("html[data-hydrated]").waitFor();
      },
      `return !!document.querySelector("#json-rows .json-row") && !document.querySelector("#send-call.button-danger")`,
      "#json-rows",
    ),
  "JSON.stringify in <pre>": () =>
    measure(context, (page) => page.goto(`http://${upstream}/peer`), `return document.querySelector("pre").textContent.length > 0`, "pre"),
};
const results = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
try {
  // The first round of each is for the caches.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, run] of Object.entries(subjects)) {
      const result = await run();
      if (round > 0) results[name].push(result);
    }
  }
} finally {
  await browser.close();
  program.kill("SIGTERM");
  backend.close();
  await once(program, "exit");
  rmSync(data, { recursive: true, force: true });
}
console.log(`${(body.length / 1e6).toFixed(1)} MB of JSON, medians of ${ROUNDS} rounds`);
for (const [name, rounds] of Object.entries(results)) {
  const of = (key) => median(rounds.map((round) => round[key])).toFixed(0);
  console.log(`${name.padEnd(24)} usable after ${of("view").padStart(5)} ms; scrolling: longest frame ${of("worst").padStart(4)} ms, 99 % within ${of("ninetyNinth").padStart(4)} ms (${of("frames")} frames)`);
}
const ours = results.Loggia;
const missed = median(ours.map((round) => round.view)) > VIEW_MS || median(ours.map((round) => round.worst)) > FRAME_MS;
if (missed) console.log(`missed: ${VIEW_MS} ms to a view that can be used, no frame above ${FRAME_MS} ms`);
process.exit(missed ? 1 : 0);
