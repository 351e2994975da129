import type { ServerResponse } from "node:http";

import type { Backend } from "../../backend.ts";
import { expect, test } from "../../fixtures.ts";
import type { Publisher } from "../../publisher.ts";
import { TryIt } from "../../try_it.ts";

/** Publishes an operation whose backend begins an answer and leaves the rest to the test. */
async function publish(publisher: Publisher, backend: Backend, path: string, answers: ServerResponse[]): Promise<string> {
  backend.on(path, (response) => {
    answers.push(response);
    response.writeHead(200, { "content-type": "text/plain" });
    response.write('{"line":1}\n');
  });
  const api = await publisher.add({ name: "Streams", service_url: backend.url });
  return api.add({ display_name: "Stream", url_template: path });
}

test("an answer is shown while it arrives, and Send is Cancel meanwhile", async ({ open, page, publisher, backend }) => {
  const answers: ServerResponse[] = [];
  await open(await publish(publisher, backend, "/arriving", answers));
  const console = new TryIt(page);
  await console.send.click();
  await expect(console.cancel).toBeFocused();
  await expect(console.send).toHaveCount(0);
  await expect(console.text).toHaveText('{"line":1}');
  answers[0]?.write('{"line":2}\n');
  await expect(console.text).toHaveText('{"line":1}\n{"line":2}');
  await expect(console.region("Response content")).toContainText("so far");
  answers[0]?.end();
  await expect(console.send).toBeFocused();
  await expect(console.cancel).toHaveCount(0);
  await expect(page.getByText(/^Response status 200 after/)).toBeAttached();
});

test("Cancel ends the call, as the backend sees, and the next one is a new one", async ({ open, page, publisher, backend }) => {
  const answers: ServerResponse[] = [];
  await open(await publish(publisher, backend, "/cancelled", answers));
  const console = new TryIt(page);
  await console.send.click();
  await expect(console.text).toHaveText('{"line":1}');
  expect(answers[0]?.destroyed).toBe(false);
  await console.cancel.click();
  await expect(page.getByText("The call was cancelled.").last()).toBeVisible();
  // What had arrived stays to be read.
  await expect(console.text).toHaveText('{"line":1}');
  await expect.poll(() => answers[0]?.destroyed).toBe(true);

  await console.send.click();
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.end('{"line":2}\n');
  await expect(console.text).toHaveText('{"line":1}\n{"line":2}');
  await expect(console.send).toBeVisible();
  await expect(page.getByText("The call was cancelled.")).toHaveCount(0);
});

test("a call is ended when its page is left", async ({ open, page, publisher, backend }) => {
  const answers: ServerResponse[] = [];
  await open(await publish(publisher, backend, "/left", answers));
  const console = new TryIt(page);
  await console.send.click();
  await expect(console.text).toHaveText('{"line":1}');
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "APIs" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "APIs" })).toBeVisible();
  await expect.poll(() => answers[0]?.destroyed).toBe(true);
});

test("after three seconds the console says that it takes longer than expected", async ({ open, page, publisher, backend }) => {
  const answers: ServerResponse[] = [];
  await page.clock.install();
  await open(await publish(publisher, backend, "/slow", answers));
  const console = new TryIt(page);
  await console.send.click();
  await expect(console.cancel).toBeVisible();
  await page.clock.fastForward(3_500);
  await expect(page.getByText("This takes longer than expected.")).toBeVisible();
  await expect.poll(() => answers.length).toBe(1);
  answers[0]?.end();
  await expect(page.getByText("This takes longer than expected.")).toHaveCount(0);
});

test("a double click sends once", async ({ open, page, publisher, backend }) => {
  const answers: ServerResponse[] = [];
  await open(await publish(publisher, backend, "/double", answers));
  const console = new TryIt(page);
  await console.send.dblclick();
  await expect(console.text).toHaveText('{"line":1}');
  await expect(console.cancel).toBeVisible();
  answers[0]?.end();
  await expect(console.send).toBeVisible();
  expect(answers).toHaveLength(1);
});
