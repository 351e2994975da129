import type { Backend } from "../../backend.ts";
import { expect, test } from "../../fixtures.ts";
import type { Server } from "../../server.ts";
import { TryIt } from "../../try_it.ts";

/** Publishes `operation` of the backend under `method` and `path`, and gives back its address in the portal. */
function publish(server: Server, backend: Backend, title: string, method: string, path: string, operation: object): string {
  const api = server.importDocument({
    openapi: "3.1.0",
    info: { title, version: "1" },
    servers: [{ url: backend.url }],
    paths: { [path]: { [method]: { operationId: "call", summary: "Call", ...operation } } },
    components: {
      securitySchemes: {
        basic: { type: "http", scheme: "basic" },
        key: { type: "apiKey", in: "query", name: "api_key" },
        token: { type: "http", scheme: "bearer" },
      },
    },
  });
  return `${api}/operations/call`;
}

test("lists and objects are typed as text and sent in their style", async ({ open, page, server, backend }) => {
  const calls = backend.on("/lists", (response) => response.end("ok"));
  const parameters = [
    { name: "ids", in: "query", schema: { type: "array", items: { type: "string", enum: ["a", "b", "c"] } } },
    { name: "filter", in: "query", style: "deepObject", schema: { type: "object" } },
    { name: "page", in: "query", schema: { type: "integer" } },
  ];
  await open(publish(server, backend, "Lists", "get", "/lists", { parameters, responses: { 200: { description: "ok" } } }));
  const console = new TryIt(page);
  await console.field("ids").fill("a,d");
  await expect(console.parameters).toContainText("a, b, c");
  await console.field("ids").fill("a,c");
  await expect(console.parameters.getByLabel("Send ids")).toBeChecked();
  await console.field("filter").fill('{"name": "x y"}');
  await console.sendFor("200 OK");
  expect(calls[0]?.url).toBe("/lists?ids=a&ids=c&filter%5Bname%5D=x%20y");
  await expect(console.region("Contract")).toContainText("as documented");
});

test("values are held against their schema as they are typed, and may be sent all the same", async ({ open, page, server, backend }) => {
  const calls = backend.on("/limits", (response) => response.end("ok"));
  const parameters = [
    { name: "size", in: "query", schema: { type: "integer", minimum: 1, maximum: 9 } },
    { name: "code", in: "query", schema: { type: "string", pattern: "^[A-Z]{3}$" } },
    { name: "since", in: "query", schema: { type: "string", format: "date-time" } },
    { name: "exact", in: "query", schema: { type: "boolean" } },
  ];
  await open(publish(server, backend, "Limits", "get", "/limits", { parameters, responses: {} }));
  const console = new TryIt(page);
  await console.field("size").fill("10");
  await expect(console.parameters).toContainText("maximum 9");
  await expect(console.field("size")).toHaveAccessibleDescription(/maximum 9/);
  await console.field("size").fill("9");
  await expect(console.parameters).not.toContainText("maximum 9");
  await console.field("code").fill("abc");
  await expect(console.parameters).toContainText("pattern");
  await expect(console.field("since")).toHaveAttribute("placeholder", /^\d{4}-\d\d-\d\dT/);
  await console.field("since").fill("yesterday");
  await expect(console.parameters).toContainText("format");
  await console.field("exact").fill("yes");
  await expect(console.parameters).toContainText("true or false");
  await console.field("exact").fill("true");
  await console.sendFor("200 OK");
  expect(calls[0]?.url).toBe("/limits?size=9&code=abc&since=yesterday&exact=true");
});

test("each of several values has a field if one wants", async ({ open, page, server, backend }) => {
  const calls = backend.on("/several", (response) => response.end("ok"));
  const range = { type: "object", properties: { from: { type: "integer", minimum: 0 }, to: { type: "integer" } } };
  const parameters = [
    { name: "ids", in: "query", schema: { type: "array", items: { type: "integer", minimum: 1 } } },
    { name: "kinds", in: "query", schema: { type: "array", items: { type: "string", enum: ["a", "b"] } }, explode: false },
    { name: "range", in: "query", style: "deepObject", schema: range },
  ];
  await open(publish(server, backend, "Several", "get", "/several", { parameters, responses: {} }));
  const console = new TryIt(page);
  await console.field("ids").fill("4, 0");
  await page.getByRole("button", { name: "Fields of ids" }).click();
  const ids = page.getByRole("group", { name: "ids", exact: true });
  await expect(ids.getByLabel("Element 1", { exact: true })).toHaveValue("4");
  await expect(ids).toContainText("minimum 1");
  await ids.getByLabel("Element 2", { exact: true }).fill("5");
  await ids.getByRole("button", { name: "Add element" }).click();
  await ids.getByLabel("Element 3", { exact: true }).fill("6");
  await ids.getByRole("button", { name: "Remove Element 1" }).click();
  await page.getByRole("button", { name: "Fields of kinds" }).click();
  const kinds = page.getByRole("group", { name: "kinds", exact: true });
  await kinds.getByRole("button", { name: "Add element" }).click();
  await kinds.getByLabel("Element 1", { exact: true }).selectOption("b");
  await page.getByRole("button", { name: "Fields of range" }).click();
  const object = page.getByRole("group", { name: "range", exact: true });
  await object.getByLabel("Send from").check();
  await object.getByLabel("from", { exact: true }).fill("7");
  await expect(console.parameters.getByLabel("Send range")).toBeChecked();
  await console.sendFor("200 OK");
  expect(calls[0]?.url).toBe("/several?ids=5&ids=6&kinds=b&range%5Bfrom%5D=7");
  await page.getByRole("button", { name: "Fields of ids" }).click();
  await expect(console.field("ids")).toHaveValue("5,6");
});

test("files go along with the fields of a form, and one can be the whole body", async ({ open, page, server, backend }) => {
  const calls = backend.on("/files", (response) => response.end("ok"));
  const schema = {
    type: "object",
    properties: { title: { type: "string", example: "A title" }, picture: { type: "string", format: "binary" } },
  };
  const content = { "multipart/form-data": { schema }, "image/png": {} };
  await open(publish(server, backend, "Files", "post", "/files", { requestBody: { content }, responses: {} }));
  const console = new TryIt(page);
  await expect(page.getByLabel("Field name").first()).toHaveValue("title");
  await console.send.click();
  await expect(page.getByText("Fill this in.").or(page.locator("[aria-invalid=true]")).first()).toBeVisible();
  const file = { name: "a \"b\".txt", mimeType: "text/plain", buffer: Buffer.from("żółć\n") };
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await console.sendFor("200 OK");
  expect(calls[0]?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
  expect(calls[0]?.body).toContain('name="title"\r\n\r\nA title\r\n');
  expect(calls[0]?.body).toContain('name="picture"; filename="a %22b%22.txt"');
  expect(calls[0]?.body).toContain("\r\n\r\nżółć\n\r\n");
  await page.getByRole("checkbox", { name: "Send this row" }).first().uncheck();
  await console.sendFor("200 OK");
  await expect.poll(() => calls.length).toBe(2);
  expect(calls[1]?.body).not.toContain('name="title"');
  expect(calls[1]?.body).toContain('name="picture"');
  await page.getByLabel("Content type", { exact: true }).selectOption("image/png");
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await console.sendFor("200 OK");
  await expect.poll(() => calls.length).toBe(3);
  expect(calls[2]?.headers).toMatchObject({ "content-type": "image/png", "content-length": "9" });
});

test("a call is authenticated by what its document asks for, and secrets stay masked", async ({ open, page, server, backend }) => {
  const calls = backend.on("/secret", (response) => response.end("ok"));
  const security = [{ basic: [], key: [] }, { token: [] }];
  await open(publish(server, backend, "Secrets", "get", "/secret", { security, responses: {} }));
  const console = new TryIt(page);
  await page.getByLabel("User name").fill("ada");
  await page.getByLabel("Password").fill("pass");
  await page.getByLabel("key", { exact: true }).fill("s3cret");
  await expect(page.getByText("api_key=••••••••").first()).toBeVisible();
  await console.sendFor("200 OK");
  expect(calls[0]?.url).toBe("/secret?api_key=s3cret");
  expect(calls[0]?.headers.authorization).toBe("Basic YWRhOnBhc3M=");
  await expect(console.region("Requested URL")).toContainText("api_key=••••••••");
  await page.getByLabel("Authenticate with").selectOption("token");
  await page.getByLabel("token", { exact: true }).fill("t0ken");
  await console.sendFor("200 OK");
  await expect.poll(() => calls[1]?.headers.authorization).toBe("Bearer t0ken");
  await console.addHeader("Authorization", "mine");
  await console.sendFor("200 OK");
  await expect.poll(() => calls[2]?.headers.authorization).toBe("mine");
});

test("an answer that is not as documented is told with the place of each difference", async ({ open, page, server, backend }) => {
  backend.on("/contract", (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"id": "7", "pets": [{}]}');
  });
  const schema = {
    type: "object",
    properties: { id: { type: "integer" }, pets: { type: "array", items: { type: "object", required: ["name"] } } },
  };
  const responses = { 200: { description: "ok", content: { "application/json": { schema } } } };
  await open(publish(server, backend, "Contracts", "get", "/contract", { responses }));
  const console = new TryIt(page);
  await console.sendFor("200 OK");
  const differences = console.region("Contract").getByRole("listitem");
  await expect(differences).toHaveText([/#\/id Expected integer, found string/, /#\/pets\/0 .*name is missing/]);
});

test("code samples follow the form, hide secrets, and remember the language", async ({ open, page, context, server, backend }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const parameters = [{ name: "q", in: "query", schema: { type: "string" } }];
  const address = publish(server, backend, "Samples", "get", "/samples", { parameters, security: [{ token: [] }], responses: {} });
  await open(address);
  const console = new TryIt(page);
  const samples = console.region("Code samples");
  const code = samples.getByRole("group", { name: "Code" });
  await console.field("q").fill("it's");
  await expect(code).toContainText("curl");
  await page.getByLabel("token", { exact: true }).fill("t0ken");
  await expect(code).toContainText("q=it%27s");
  await expect(code).not.toContainText("t0ken");
  for (const name of ["cURL", "C#", "Python", "R", "JavaScript"]) {
    await expect(samples.getByRole("tab", { name, exact: true })).toBeVisible();
  }
  await samples.getByRole("tab", { name: "Python", exact: true }).click();
  await expect(code).toContainText("import requests");
  await samples.getByRole("button", { name: "Reveal" }).click();
  await expect(code).toContainText("t0ken");
  await samples.getByRole("button", { name: "Reveal" }).click();
  await samples.getByRole("button", { name: "Copy code" }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("t0ken");
  await page.keyboard.press("Tab");
  await samples.getByRole("tab", { name: "Python", exact: true }).press("ArrowRight");
  await expect(samples.getByRole("tab", { name: "R", exact: true })).toBeFocused();
  await open(address);
  await expect(samples.getByRole("tab", { name: "R", exact: true })).toHaveAttribute("aria-selected", "true");
});
