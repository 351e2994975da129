import { createHash } from "node:crypto";

import { expect, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

const MIB = 1024 * 1024;

/** A JSON array of `bytes` bytes, another one for every `call`. */
function json(call: number, bytes: number): Buffer {
  const begin = `[{"call":${call}}`;
  const line = `,\n{"number":123456789,"text":"ż"}`;
  const lines = line.repeat(Math.floor((bytes - begin.length - 1) / Buffer.byteLength(line)));
  const rest = bytes - Buffer.byteLength(begin + lines) - 1;
  return Buffer.from(`${begin}${lines}${" ".repeat(rest)}]`);
}

const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test("a body over 10 MiB is cut with a notice, and downloaded whole from the same call", async ({ open, page, publisher, backend }) => {
  const answers: Buffer[] = [];
  const calls = backend.on("/large", (response) => {
    answers.push(json(answers.length + 1, 12 * MIB + 3));
    response.writeHead(200, { "content-type": "application/json" }).end(answers.at(-1));
  });
  const api = await publisher.add({ name: "Large", service_url: backend.url });
  await open(await api.add({ display_name: "Large", url_template: "/large" }));
  const console = new TryIt(page);
  const content = console.region("Response content");
  await console.sendFor("200 OK");
  await expect(content).toContainText("The body is too long to be shown whole.");
  await expect(content).toContainText(/12\s582\s915 bytes/);
  await expect(console.text).toContainText('[{"call":1}');

  const downloading = page.waitForEvent("download");
  await content.getByRole("link", { name: "Download the whole body" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.json$/);
  const bytes = Buffer.concat(await (await download.createReadStream()).toArray());
  expect(bytes.length).toBe(12 * MIB + 3);
  expect(digest(bytes)).toBe(digest(answers[0] ?? Buffer.alloc(0)));
  expect(calls, "asked for once").toHaveLength(1);
});

test("a body of exactly 10 MiB is whole", async ({ open, page, publisher, backend }) => {
  backend.on("/limit", (response) => {
    response.writeHead(200, { "content-type": "application/json" }).end(json(1, 10 * MIB));
  });
  const api = await publisher.add({ name: "Limit", service_url: backend.url });
  await open(await api.add({ display_name: "Limit", url_template: "/limit" }));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  await expect(console.text).toContainText('"call": 1');
  await expect(page.getByText("The body is too long to be shown whole.")).toHaveCount(0);
});

test("a megabyte of the toolbox's JSON stays at hand, shown in part first", async ({ open, page }) => {
  await open("/apis/toolbox/operations/large-json");
  const console = new TryIt(page);
  await console.field("kilobytes").fill("700");
  await console.sendFor("200 OK");
  const shown = async () => (await console.text.textContent())?.length ?? 0;
  expect(await shown()).toBeLessThan(600_000);
  await console.region("Response content").getByRole("button", { name: "Raw" }).click();
  await console.region("Response content").getByRole("button", { name: "Show everything" }).click();
  await expect.poll(shown).toBeGreaterThanOrEqual(700 * 1024);
  expect(await console.json()).toHaveLength((700 * 1024) / 64);
});
