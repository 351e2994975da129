import type { Locator, Page } from "@playwright/test";

import { expect, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

/** More stops than any page has. */
const STOPS = 80;

/** Goes on by Tab until `target` has the focus, which must be seen at every stop. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < STOPS; stop++) {
    await page.keyboard.press("Tab");
    const [isSeen, element] = await page.evaluate(() => {
      const focused = document.activeElement ?? document.body;
      // A card's link has its outline around the card.
      const styles = [getComputedStyle(focused), getComputedStyle(focused, "::after")];
      const isSeen = styles.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && outlineWidth !== "0px");
      return [isSeen, focused.outerHTML.slice(0, 200)];
    });
    expect(isSeen, `the focus is seen: ${element}`).toBe(true);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${target}`);
}

test("an operation is found, tried and read with the keyboard alone", async ({ open, page, backend, publisher }) => {
  const calls = backend.on("/keys/k", (response) => {
    response.writeHead(200, { "content-type": "application/json" }).end('{"done":true}');
  });
  const api = await publisher.add({ name: "Keyboard", service_url: backend.url });
  await api.add({ verb: "POST", display_name: "Keys", url_template: "/keys/{key}?size={size}" });
  const console = new TryIt(page);

  await open(api.address);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await tabTo(page, page.getByRole("link", { name: "Keys" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Keys" })).toBeVisible();

  await tabTo(page, page.getByRole("link", { name: "Try it" }));
  await page.keyboard.press("Enter");
  await expect(console.field("key")).toBeFocused();
  await page.keyboard.type("k");
  await tabTo(page, console.field("size"));
  await page.keyboard.type("7");
  const addHeader = console.headers.getByRole("button", { name: "Add header" });
  await tabTo(page, addHeader);
  await page.keyboard.press("Enter");
  await expect(console.headers.getByLabel("Header name")).toBeFocused();
  await page.keyboard.type("X-Typed");
  await page.keyboard.press("Tab");
  await page.keyboard.type("by hand");
  await tabTo(page, addHeader);
  await page.keyboard.press("Enter");
  await expect(console.headers.getByLabel("Header name").last()).toBeFocused();
  await tabTo(page, console.headers.getByRole("button", { name: "Remove this header" }).last());
  await page.keyboard.press("Space");
  await expect(addHeader).toBeFocused();
  await tabTo(page, console.body);
  await page.keyboard.type('{"typed":1}');
  await page.keyboard.press("ControlOrMeta+Enter");

  await expect(console.region("Response status")).toContainText("200 OK");
  await expect(console.body).toBeFocused();
  await tabTo(page, console.text);
  await expect(console.text).toContainText('"done": true');
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatchObject({ method: "POST", url: "/keys/k?size=7", body: '{"typed":1}' });
  expect(calls[0]?.headers).toMatchObject({ "x-typed": "by hand" });
});

test("Ctrl+Enter sends from any field, and not a second time while a call runs", async ({ open, page, backend, publisher }) => {
  const finish: (() => void)[] = [];
  const calls = backend.on("/once", (response) => finish.push(() => response.end("done")));
  const api = await publisher.add({ name: "Shortcut", service_url: backend.url });
  await open(await api.add({ display_name: "Once", url_template: "/once?a={a}" }));
  const console = new TryIt(page);
  await console.field("a").fill("b");
  await console.field("a").press("ControlOrMeta+Enter");
  await expect(console.cancel).toBeVisible();
  await expect.poll(() => finish.length).toBe(1);
  await console.field("a").press("ControlOrMeta+Enter");
  finish.forEach((end) => end());
  await expect(console.region("Response status")).toContainText("200 OK");
  await expect(console.send).toBeVisible();
  expect(calls).toHaveLength(1);
});

test("Try it leads to the console from anywhere on a narrow screen", async ({ open, page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await open("/apis/azureml-demo-api/operations/rrs-execute");
  const console = new TryIt(page);
  await expect(console.field("workspace")).not.toBeInViewport();
  await page.getByRole("link", { name: "Try it" }).click();
  await expect(console.field("workspace")).toBeFocused();
  await expect(console.field("workspace")).toBeInViewport();
});
