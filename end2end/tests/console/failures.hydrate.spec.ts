import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

import { axe, DEAD, expect, test } from "../../fixtures.ts";
import type { Publisher } from "../../publisher.ts";
import { TryIt } from "../../try_it.ts";

/** Publishes an operation without parameters whose backend is at `service_url`. */
async function publish(publisher: Publisher, service_url: string): Promise<string> {
  const api = await publisher.add({ name: `Behind ${service_url}`, service_url });
  return api.add({ display_name: "Call", url_template: "/call" });
}

test("what is missing or wrong is told at its field, and nothing is sent", async ({ open, page, publisher, backend }) => {
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/console/send")) sent.push(request.url());
  });
  const calls = backend.on("/orders/7", (response) => response.end());
  const api = await publisher.add({ name: "Checks", service_url: backend.url });
  const operation = await api.add({
    display_name: "Order",
    url_template: "/orders/{order}?full={full}&size={size}",
    "parameters.0.name": "order",
    "parameters.0.in": "path",
    "parameters.0.type": "integer",
    "parameters.1.name": "full",
    "parameters.1.in": "query",
    "parameters.1.type": "boolean",
    "parameters.2.name": "size",
    "parameters.2.in": "query",
    "parameters.2.type": "string",
    "parameters.2.allowed": "small\nlarge",
    "parameters.2.required": "on",
  });
  await open(operation);
  const console = new TryIt(page);
  const [order, full, size] = [console.field("order"), console.field("full"), console.field("size")];

  // Nobody is scolded before they had a chance.
  await expect(order).not.toHaveAttribute("aria-invalid", "true");
  await console.send.click();
  await expect(order).toBeFocused();
  await expect(order).toHaveAccessibleDescription("Please fill this in.");
  await expect(size).toHaveAccessibleDescription("Please fill this in.");
  await expect(full).not.toHaveAttribute("aria-invalid", "true");
  await axe(page);

  await order.fill("seven");
  await expect(order).toHaveAccessibleDescription("A whole number is expected, such as 42.");
  await full.fill("maybe");
  await expect(full).toHaveAccessibleDescription("true or false is expected.");
  await size.selectOption("large");
  await expect(size).not.toHaveAttribute("aria-invalid", "true");
  await console.addHeader("Not a name", "x");
  await console.send.click();
  await expect(order).toBeFocused();
  await expect(console.headers.getByLabel("Header name")).toHaveAccessibleDescription(/^A header name is expected/);

  await console.headers.getByRole("button", { name: "Remove this header" }).click();
  await order.fill("7");
  // An optional parameter is left out by its checkbox, whatever stands in it.
  await page.getByRole("checkbox", { name: "Send full" }).uncheck();
  await console.sendFor("200 OK");
  expect(sent, "only the call without mistakes was sent").toHaveLength(1);
  expect(calls.map(({ url }) => url)).toEqual(["/orders/7?size=large"]);
});

test("a dead backend is named, with what can be done", async ({ open, page, publisher }) => {
  await open(await publish(publisher, `http://${DEAD}`));
  const console = new TryIt(page);
  await console.send.click();
  await expect(console.failure).toContainText("The backend refused the connection.");
  await expect(console.failure).toContainText("Check that the backend is running");
  await expect(console.region("Requested URL")).toContainText(`GET http://${DEAD}/call`);
  await expect(console.region("Response latency")).toBeVisible();
  await expect(console.region("Response status")).toHaveCount(0);
  await expect(console.send).toBeEnabled();
  await axe(page);
});

test("a name that nobody knows is named", async ({ open, page, publisher }) => {
  // A label of 64 letters is longer than any name has: the resolver says so without asking anybody.
  await open(await publish(publisher, `http://${"a".repeat(64)}.example`));
  const console = new TryIt(page);
  await console.send.click();
  await expect(console.failure).toContainText("The backend's name could not be resolved.");
});

test("an answer that breaks off is shown as far as it came, and never as whole", async ({ open, page }) => {
  await open("/apis/toolbox/operations/break-off");
  const console = new TryIt(page);
  await console.send.click();
  await expect(console.failure).toContainText("The backend closed the connection before its response was complete.");
  await expect(console.region("Response status")).toContainText("200 OK");
  await expect(console.text).toContainText('{"promised":4096');
  await expect(page.getByText(/^Response status 200 after/)).toHaveCount(0);
});

test("a backend without TLS at an https address is named, and nothing was sent", async ({ open, page, publisher, backend }) => {
  await open(await publish(publisher, backend.url.replace("http:", "https:")));
  const console = new TryIt(page);
  await console.send.click();
  await expect(console.failure).toContainText("The connection could not be secured");
  await expect(console.failure).toContainText("Nothing was sent.");
});

test("private and reserved addresses are blocked, in any spelling, before anything connects", async ({ open, page, publisher, server }) => {
  const canary = createServer();
  const reached: unknown[] = [];
  canary.on("connection", (socket) => {
    reached.push(socket.remoteAddress);
    socket.destroy();
  });
  canary.listen(0, "127.0.0.1");
  await once(canary, "listening");
  const { port } = canary.address() as AddressInfo;
  const console = new TryIt(page);
  try {
    for (const address of [
      "http://169.254.169.254/latest/meta-data",
      "http://10.0.0.1",
      "http://127.0.0.1:22",
      "http://[::1]:22",
      // The portal itself, and what the allowed pairs are not: another host on their port.
      server.portal,
      `http://127.0.0.2:${DEAD.split(":")[1]}`,
      `http://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      `http://2130706433:${port}`,
      `http://0x7f.1:${port}`,
      `http://0:${port}`,
      `http://[::ffff:127.0.0.1]:${port}`,
    ]) {
      await test.step(address, async () => {
        await open(await publish(publisher, address));
        await console.send.click();
        await expect(console.failure).toContainText("The outbound policy does not allow calls to this address.");
        await expect(console.failure).toContainText("LOGGIA_OUTBOUND_ALLOW");
        await expect(console.region("Response status")).toHaveCount(0);
      });
    }
    expect(reached).toEqual([]);
  } finally {
    canary.close();
  }
});
