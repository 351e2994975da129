import type { ServerResponse } from "node:http";

import type { Backend } from "../../backend.ts";
import { axe, expect, test } from "../../fixtures.ts";
import type { Publisher } from "../../publisher.ts";
import { TryIt } from "../../try_it.ts";

/** Publishes an operation whose backend begins a stream of this type and leaves the rest to the test. */
async function publish(publisher: Publisher, backend: Backend, path: string, type: string): Promise<[string, ServerResponse[]]> {
  const answers: ServerResponse[] = [];
  backend.on(path, (response) => {
    answers.push(response);
    response.writeHead(200, { "content-type": type });
    response.write(":\n");
  });
  const api = await publisher.add({ name: "Events", service_url: backend.url });
  return [await api.add({ display_name: "Events", url_template: path }), answers];
}

test("server-sent events appear as they arrive, with a pause", async ({ open, page, publisher, backend }) => {
  const [address, answers] = await publish(publisher, backend, "/events", "text/event-stream; charset=utf-8");
  await open(address);
  const console = new TryIt(page);
  const content = console.region("Response content");
  const events = content.getByRole("log", { name: "Events" });
  await console.send.click();
  await expect(events).toContainText("No event has come yet.");

  answers[0]?.write('event: price\nid: 7\ndata: {"symbol":"ACME",\ndata: "price":1.50}\n\ndata: pl');
  await expect(events.locator(".event")).toHaveCount(1);
  await expect(events).toContainText("#1");
  await expect(events).toContainText("price");
  await expect(events).toContainText("id 7");
  await expect(events).toContainText('{\n  "symbol": "ACME",\n  "price": 1.50\n}', { useInnerText: true });
  await expect(content).toContainText("1 events");
  answers[0]?.write("ain\r\n\r\n");
  await expect(events.locator(".event").nth(1)).toContainText("plain");
  await axe(page);

  await content.getByRole("button", { name: "Pause" }).click();
  for (let number = 3; number <= 6; number++) answers[0]?.write(`data: number ${number}\n\n`);
  await expect(content).toContainText("Paused: 4 more came since.");
  await expect(events.locator(".event")).toHaveCount(2);
  await content.getByRole("button", { name: "Resume" }).click();
  await expect(events.locator(".event")).toHaveCount(6);
  await expect(events.locator(".event").last()).toContainText("number 6");

  await content.getByRole("button", { name: "Raw" }).click();
  await expect(console.text).toContainText("event: price");
  await content.getByRole("button", { name: "Events" }).click();

  await console.cancel.click();
  await expect.poll(() => answers[0]?.destroyed).toBe(true);
  await expect(page.getByText("The call was cancelled.").last()).toBeVisible();
  await expect(events.locator(".event"), "what arrived stays to be read").toHaveCount(6);
  await expect(content.getByRole("button", { name: "Pause" })).toHaveCount(0);
});

test("JSON lines appear as events too, the last one without an end", async ({ open, page, publisher, backend }) => {
  const [address, answers] = await publish(publisher, backend, "/lines", "application/x-ndjson");
  await open(address);
  const console = new TryIt(page);
  const events = console.region("Response content").getByRole("log", { name: "Events" });
  await console.send.click();
  await expect(console.cancel).toBeVisible();
  await expect.poll(() => answers.length).toBe(1);
  answers[0]?.write('{"line":1}\n{"li');
  await expect(events.locator(".event")).toHaveCount(2);
  answers[0]?.end('ne":2}');
  await expect(events.locator(".event")).toHaveCount(3);
  await expect(events.locator(".event").last()).toContainText('"line": 2');
  await expect(page.getByText(/^Response status 200 after/)).toBeAttached();
});

test("of a long stream the last events are kept, and few are drawn", async ({ open, page, publisher, backend }) => {
  const [address, answers] = await publish(publisher, backend, "/many", "text/event-stream");
  await open(address);
  const console = new TryIt(page);
  const content = console.region("Response content");
  const events = content.getByRole("log", { name: "Events" });
  await console.send.click();
  await expect(events).toBeVisible();
  for (let number = 1; number <= 6_000; number++) answers[0]?.write(`data: number ${number}\n\n`);
  await expect(events).toContainText("number 6000");
  await expect(content).toContainText("The first 1000 are gone");
  await expect(events.locator(".event")).toHaveCount(200);
  await content.getByRole("button", { name: "Earlier events" }).click();
  await expect(events.locator(".event").last()).toContainText("number 5800");
  answers[0]?.write("data: one more\n\n");
  await expect(content).toContainText("6001 events");
  await expect(events.locator(".event").last(), "what one looks at stays").toContainText("number 5800");
  await content.getByRole("button", { name: "Latest events" }).click();
  await expect(events.locator(".event").last()).toContainText("one more");
  await console.cancel.click();
});
