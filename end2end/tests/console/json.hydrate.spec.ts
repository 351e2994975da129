import { expect, test } from "../../fixtures.ts";
import type { Backend } from "../../backend.ts";
import type { Publisher } from "../../publisher.ts";
import { TryIt } from "../../try_it.ts";

/** Publishes an operation that answers with `body`, and gives back its address in the portal. */
async function answering(publisher: Publisher, backend: Backend, name: string, type: string, body: string): Promise<string> {
  backend.on(`/${name}`, (response) => response.writeHead(200, { "content-type": type }).end(body));
  const api = await publisher.add({ name, service_url: backend.url });
  return api.add({ display_name: name, url_template: `/${name}` });
}

const items = (count: number) => JSON.stringify({
  items: Array.from({ length: count }, (_, n) => ({ id: n, name: `Item ${n}`, tags: ["a", { deep: n % 7 }] })),
  last: "żółć",
});

test("an answer folds, and is searched", async ({ open, page, publisher, backend }) => {
  await open(await answering(publisher, backend, "folding", "application/json", items(3)));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  expect(await console.json()).toEqual(JSON.parse(items(3)));
  const content = console.region("Response content");
  await content.getByRole("button", { name: "Fold", exact: true }).nth(1).click();
  await expect(console.text).not.toContainText("Item 1");
  await expect(console.text).toContainText('"items": [ … 3 … ],');
  await content.getByLabel("Find in the response").fill("ITEM 2");
  await expect(content.getByText("1 of 1")).toBeVisible();
  await expect(console.text.locator("mark")).toHaveText("Item 2");
  await content.getByRole("button", { name: "Fold all", exact: true }).click();
  await expect(console.text).not.toContainText("Item 2");
  await content.getByLabel("Find in the response").fill("deep");
  await expect(content.getByText("1 of 3")).toBeVisible();
  await content.getByLabel("Find in the response").press("Enter");
  await expect(content.getByText("2 of 3")).toBeVisible();
  await content.getByLabel("Find in the response").press("Shift+Enter");
  await content.getByLabel("Find in the response").press("Shift+Enter");
  await expect(content.getByText("3 of 3")).toBeVisible();
  await content.getByLabel("Find in the response").fill("nowhere");
  await expect(content.getByText("Not found")).toBeVisible();
  await content.getByRole("button", { name: "Raw" }).click();
  await expect(console.text).toHaveText(items(3));
});

test("of a long answer only what is in view is there", async ({ open, page, publisher, backend }) => {
  const body = items(60_000);
  await open(await answering(publisher, backend, "long", "application/json", body));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  await expect(console.text).toContainText('"Item 0"');
  const rows = () => console.text.evaluate((frame) => frame.querySelectorAll(".json-row").length);
  expect(await rows()).toBeLessThan(200);
  await console.text.focus();
  await page.keyboard.press("End");
  await expect(console.text).toContainText('"last": "żółć"');
  const content = console.region("Response content");
  await content.getByLabel("Find in the response").fill('"Item 59999"');
  await expect(content.getByText("1 of 1")).toBeVisible();
  await expect(console.text.locator("mark")).toHaveText('"Item 59999"');
  expect(await rows()).toBeLessThan(200);
});

test("XML is laid out, and shown as it came", async ({ open, page, publisher, backend }) => {
  const body = '<?xml version="1.0"?><a x="1"><b>text</b><c/></a>';
  await open(await answering(publisher, backend, "xml", "application/xml", body));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  await expect.poll(() => console.text.textContent()).toMatch(/<a x="1">\n {2}<b>text<\/b>\n {2}<c\/>\n<\/a>/);
  await console.region("Response content").getByRole("button", { name: "Raw" }).click();
  await expect.poll(() => console.text.textContent()).toBe(body);
});
