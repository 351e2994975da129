import { expect, hydrated, test } from "../fixtures.ts";

// What a first visit may cost, of a release build: the page, and everything that it loads.
const HTML_BYTES = 60_000;
const TOTAL_BYTES = 500_000;

test("the first load of an operation page is small", async ({ open, page }) => {
  await open("/apis");
  await page.getByRole("link", { name: "AzureML Demo API" }).first().click();
  const operation = await page.getByRole("link", { name: "RRS Execute" }).first().getAttribute("href");
  expect(operation).toBeTruthy();

  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.clearBrowserCache");
  const loaded: { url: string; bytes: number }[] = [];
  const urls = new Map<string, string>();
  network.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, request.url));
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
    loaded.push({ url: urls.get(requestId) ?? "", bytes: encodedDataLength }),
  );
  const response = await page.goto(operation ?? "");
  await hydrated(page);
  await page.waitForLoadState("networkidle");

  const html = (await response?.body())?.length ?? Infinity;
  const total = loaded.reduce((sum, { bytes }) => sum + bytes, 0);
  const report = loaded.map(({ url, bytes }) => `${bytes} ${url}`).join("\n");
  expect(loaded.some(({ url }) => url.endsWith(".wasm")), report).toBe(true);
  expect(html, `bytes of HTML, uncompressed`).toBeLessThanOrEqual(HTML_BYTES);
  expect(total, `bytes over the wire:\n${report}`).toBeLessThanOrEqual(TOTAL_BYTES);
});
