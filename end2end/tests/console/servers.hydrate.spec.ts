import { axe, expect, hydrated, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

test("calls go to the server that is chosen, and the choice is remembered", async ({ open, page, server, backend }) => {
  const live = backend.on("/live/birds", (response) => response.end("live"));
  const staged = backend.on("/spring%20two/birds", (response) => response.end("staged"));
  const [, port = ""] = backend.host.split(":");
  const api = server.importDocument({
    openapi: "3.1.0",
    info: { title: `Servers ${test.info().workerIndex}`, version: "1" },
    servers: [
      { url: `${backend.url}/live`, description: "For *everybody*" },
      {
        url: "http://{host}:{port}/{stage}",
        description: "For tests",
        variables: {
          host: { default: "127.0.0.1", description: "Where it runs" },
          port: { default: "1", enum: ["1", port] },
          stage: { default: "autumn" },
        },
      },
    ],
    paths: { "/birds": { get: { operationId: "birds" } }, "/eggs": { get: { operationId: "eggs" } } },
  });

  await open(`${api}/operations/birds`);
  const console = new TryIt(page);
  const choice = page.getByRole("combobox", { name: "Server", exact: true });
  const address = page.getByRole("region", { name: "Try it" }).locator("code").first();
  const code = console.region("Code samples").getByRole("group", { name: "Code" });
  await expect(choice).toHaveAccessibleDescription("For everybody");
  await expect(address).toHaveText(`${backend.url}/live/birds`);
  await console.sendFor("200 OK");
  await expect(console.region("Requested URL")).toContainText(`${backend.url}/live/birds`);
  expect(live.length).toBe(1);

  await test.step("another server is chosen, and its variables are filled in", async () => {
    await choice.selectOption({ label: "http://{host}:{port}/{stage} – For tests" });
    await expect(address).toHaveText("http://127.0.0.1:1/autumn/birds");
    const host = console.field("host");
    await expect(host).toHaveAccessibleDescription("Where it runs");
    await host.fill("evil.example");
    await expect(host).toHaveAccessibleDescription("Expected one part of a host name: letters, digits and hyphens, such as eu-west. Where it runs");
    await expect(address).toHaveText("http://{host}:1/autumn/birds");
    await console.send.click();
    await expect(host).toBeFocused();
    await axe(page);
    await host.fill("127.0.0.1");
    await console.field("port").selectOption(port);
    await console.field("stage").fill("spring two");
    await expect(address).toHaveText(`${backend.url}/spring%20two/birds`);
    await expect(code).toContainText(`${backend.url}/spring%20two/birds`);
    await console.sendFor("200 OK");
    await expect(console.region("Requested URL")).toContainText(`${backend.url}/spring%20two/birds`);
    expect([live.length, staged.length]).toEqual([1, 1]);
  });

  await test.step("the next operation begins with the same server", async () => {
    await open(`${api}/operations/eggs`);
    await expect(address).toHaveText(`${backend.url}/spring%20two/eggs`);
    await choice.selectOption({ label: `${backend.url}/live – For everybody` });
    await expect(address).toHaveText(`${backend.url}/live/eggs`);
  });

  await test.step("a call of the history brings its server along", async () => {
    await open(`${api}/operations/birds`);
    await expect(address).toHaveText(`${backend.url}/live/birds`);
    await page.getByRole("region", { name: "Try it" }).getByRole("button", { name: "History", exact: true }).click();
    await page.getByRole("button", { name: "Repeat" }).first().click();
    await expect(address).toHaveText(`${backend.url}/spring%20two/birds`);
  });

  await test.step("a command finds the server that it calls", async () => {
    await page.getByRole("button", { name: "Import cURL" }).click();
    await page.getByLabel("cURL command").fill(`curl ${backend.url}/live/birds`);
    await page.getByRole("button", { name: "Fill in the form" }).click();
    await expect(address).toHaveText(`${backend.url}/live/birds`);
    await expect(page.getByText("The command calls")).toHaveCount(0);
  });

  await test.step("the documentation lists them", async () => {
    await open(api);
    await hydrated(page);
    await expect(page.getByRole("heading", { name: "Served from" })).toBeVisible();
    await expect(page.getByText("{host} – Default: 127.0.0.1 · Where it runs")).toBeVisible();
  });
});
