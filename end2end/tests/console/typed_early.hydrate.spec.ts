import { expect, hydrated, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

test("what is typed before the page's code has come is sent as well", async ({ page, server, backend }) => {
  const calls = backend.on("/early", (response) => response.end("ok"));
  const api = server.importDocument({
    openapi: "3.1.0",
    info: { title: "Early", version: "1" },
    servers: [{ url: backend.url }],
    paths: {
      "/early": {
        post: {
          operationId: "call",
          parameters: [{ name: "page", in: "query", schema: { type: "integer" } }],
          requestBody: { content: { "text/plain": { schema: { type: "string" } } } },
          responses: { 200: { description: "ok" } },
        },
      },
    },
  });
  // A slow line: the page's code comes when somebody has typed.
  let come = () => {};
  const code = new Promise<void>((resolve) => (come = resolve));
  await page.route("**/*.wasm", async (route) => {
    await code;
    await route.continue();
  });
  await page.goto(`${api}/operations/call`, { waitUntil: "domcontentloaded" });
  const console = new TryIt(page);
  await console.field("page").fill("7");
  await console.bodyText.fill("hello");
  come();
  await hydrated(page);
  await expect(console.field("page")).toHaveValue("7");
  await expect(console.bodyText).toHaveValue("hello");
  await expect(console.parameters.getByLabel("Send page")).toBeChecked();
  await console.sendFor("200 OK");
  expect(calls[0]).toMatchObject({ url: "/early?page=7", body: "hello" });
});
