import { readFileSync } from "node:fs";

import { axe, expect, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>`;

/** A second of silence. */
function wav(): Buffer {
  const samples = Buffer.alloc(8_000, 128);
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + samples.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8_000, 24);
  head.writeUInt32LE(8_000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

test("well-known headers are explained, and their values in words", async ({ open, page, publisher, backend }) => {
  backend.on("/headers", (response) => {
    response
      .writeHead(200, {
        "cache-control": "private, max-age=3600",
        "retry-after": "120",
        "x-ratelimit-limit": "60",
        "x-ratelimit-remaining": "12",
        "apim-request-id": "abc",
        "x-nobody-knows": "1",
      })
      .end();
  });
  const api = await publisher.add({ name: "Headers", service_url: backend.url });
  await open(await api.add({ display_name: "Headers", url_template: "/headers" }));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  const headers = console.region("Response headers");
  await expect(console.header("cache-control")).toHaveText("private, max-age=3600");
  const about = headers.getByRole("button", { name: "About cache-control" });
  await about.focus();
  await page.keyboard.press("Enter");
  await expect(about).toHaveAttribute("aria-expanded", "true");
  await expect(console.header("cache-control")).toContainText("Who may keep this response, and for how long (RFC 9111). Only the caller's own cache may keep it. It may be kept for 60 min.");
  await headers.getByRole("button", { name: "About retry-after" }).click();
  await expect(console.header("retry-after")).toContainText("Try again in 2 min.");
  await headers.getByRole("button", { name: "About x-ratelimit-remaining" }).click();
  await expect(console.header("x-ratelimit-remaining")).toContainText("12 of 60 are left.");
  await expect(headers.getByRole("button", { name: "About apim-request-id" })).toBeVisible();
  await expect(headers.getByRole("button", { name: "About x-nobody-knows" })).toHaveCount(0);
  await axe(page);
  await about.click();
  await expect(console.header("cache-control")).toHaveText("private, max-age=3600");
});

test("a call is copied as cURL and as HAR, without its secrets unless one wants them", async ({ open, page, context, publisher, backend }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  backend.on("/share", (response) => response.writeHead(200, { "content-type": "application/json" }).end('{"token":"hush2","a":1}'));
  const api = await publisher.add({ name: "Share", service_url: backend.url });
  await open(await api.add({ display_name: "Share", url_template: "/share" }));
  const console = new TryIt(page);
  await console.addHeader("X-Api-Key", "hush1");
  await console.sendFor("200 OK");
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Copy as cURL" }).click();
  await expect.poll(clipboard).toContain("curl");
  expect(await clipboard()).not.toContain("hush1");
  await page.getByRole("button", { name: "Copy as HAR" }).click();
  await expect.poll(clipboard).toContain('"log"');
  const har = await clipboard();
  expect(har).not.toMatch(/hush/);
  const entry = JSON.parse(har).log.entries[0];
  expect(entry.request).toMatchObject({ method: "GET", url: `${backend.url}/share` });
  expect(entry.response).toMatchObject({ status: 200, content: { mimeType: "application/json", size: 23 } });
  expect(entry.timings.wait).toBeGreaterThan(0);

  await page.getByLabel("With secrets").check();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download HAR" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^[a-z0-9-]+\.har$/);
  const saved = readFileSync(await download.path(), "utf8");
  expect(saved).toContain("hush1");
  expect(saved).toContain("hush2");
});

test("PDF documents and sound are previewed when they are what they are called", async ({ open, page, publisher, backend }) => {
  let answer: [string, string | Buffer] = ["", ""];
  backend.on("/media", (response) => {
    const [type, body] = answer;
    response.writeHead(200, { "content-type": type }).end(body);
  });
  const api = await publisher.add({ name: "Media", service_url: backend.url });
  await open(await api.add({ display_name: "Media", url_template: "/media" }));
  const console = new TryIt(page);
  const content = console.region("Response content");
  answer = ["audio/wav", wav()];
  await console.sendFor("200 OK");
  const audio = content.locator("audio[controls]");
  await expect(audio).toHaveAccessibleName("The sound that the response contains");
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.duration)).toBe(1);

  answer = ["application/pdf", PDF];
  await console.sendFor("200 OK");
  const frame = content.locator("iframe");
  await expect(frame).toHaveAttribute("src", /^blob:/);
  await expect(frame).toHaveAttribute("title", "The PDF document that the response contains");
  await expect(content.getByRole("link", { name: "Download" })).toHaveAttribute("download", /^[a-z0-9-]+\.pdf$/);

  for (const [type, body] of [["application/pdf", "<!doctype html><p>"], ["audio/wav", "<p>"], ["image/png", "<svg/>"]] as const) {
    answer = [type, body];
    await console.sendFor("200 OK");
    await expect(content.getByRole("link", { name: "Download" })).toBeVisible();
    await expect(content.locator("iframe, audio, video, img"), type).toHaveCount(0);
  }
});
