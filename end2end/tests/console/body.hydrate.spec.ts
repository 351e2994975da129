import { brotliCompressSync } from "node:zlib";

import type { Page } from "@playwright/test";

import type { Backend } from "../../backend.ts";
import { axe, expect, test } from "../../fixtures.ts";
import type { Server } from "../../server.ts";
import { TryIt } from "../../try_it.ts";

/** What the script of the editor may weigh, as it goes over the wire. */
const EDITOR_BYTES = 200_000;

const schemas = {
  Pet: {
    type: "object",
    required: ["name"],
    additionalProperties: false,
    properties: {
      name: { type: "string", minLength: 2, description: "What it listens to." },
      age: { type: "integer", minimum: 0 },
      tags: { type: "array", items: { type: "string" } },
      kind: { type: "string", enum: ["cat", "dog"] },
      owner: { type: "object", required: ["mail"], properties: { mail: { type: "string", example: "a@example.com" } } },
      food: { oneOf: [{ $ref: "#/components/schemas/Dry" }, { $ref: "#/components/schemas/Wet" }] },
      parent: { $ref: "#/components/schemas/Pet" },
      extra: { type: "object", additionalProperties: { type: "integer" } },
    },
  },
  Dry: { type: "object", required: ["grams"], properties: { grams: { type: "integer", example: 80 } } },
  Wet: { type: "object", required: ["tins"], properties: { tins: { type: "integer", example: 2 } } },
};

/** Publishes an operation that takes a pet, and gives back its address in the portal. */
function publish(server: Server, backend: Backend, title: string, media: object = {}): string {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Pet" }, ...media }, "text/plain": {} };
  const responses = { 200: { description: "ok", content: { "application/json": {}, "text/csv": {} } } };
  const api = server.importDocument({
    openapi: "3.1.0",
    info: { title, version: "1" },
    servers: [{ url: backend.url }],
    paths: { "/pets": { post: { operationId: "call", summary: "Call", requestBody: { content }, responses } } },
    components: { schemas },
  });
  return `${api}/operations/call`;
}

const tab = (page: Page, name: string) => page.getByRole("tablist", { name: "How the body is written" }).getByRole("tab", { name });

test("an answer is asked for in one of its types, and a row that is switched off stays", async ({ open, page, server, backend }) => {
  const calls = backend.on("/pets", (response) => response.end("ok"));
  await open(publish(server, backend, "Accepting"));
  const console = new TryIt(page);
  await console.field("Accept").selectOption("text/csv");
  await console.addHeader("X-Row", "one");
  await console.addHeader("X-Row", "two");
  await console.sendFor("200 OK");
  await expect.poll(() => calls[0]?.headers).toMatchObject({ accept: "text/csv", "x-row": "one, two" });
  await console.headers.getByLabel("Send this row").first().uncheck();
  await console.addHeader("Accept", "text/plain");
  await expect(console.field("Accept")).toHaveAccessibleDescription("The header added below is sent instead.");
  await expect(console.region("Code samples").getByRole("group", { name: "Code" })).not.toContainText("X-Row: one");
  await console.sendFor("200 OK");
  await expect.poll(() => calls[1]?.headers).toMatchObject({ accept: "text/plain", "x-row": "two" });
  await expect(console.headers.getByLabel("Header value").first()).toHaveValue("one");
});

test("samples are picked by name, and what was typed comes back", async ({ open, page, server, backend }) => {
  backend.on("/pets", (response) => response.end("ok"));
  const examples = {
    first: { value: { name: "First" } },
    old: { summary: "An old cat", value: { name: "Old", age: 19 } },
    long: { value: { name: "Long" } },
  };
  await open(publish(server, backend, "Sampled", { examples }));
  const console = new TryIt(page);
  const samples = page.getByRole("combobox", { name: "Sample", exact: true });
  await expect(samples.getByRole("option")).toHaveText(["As documented", "An old cat", "long", "Made from the schema"]);
  await samples.selectOption("An old cat");
  await expect(console.bodyText).toHaveValue(/"age": 19/);
  await expect(page.getByRole("button", { name: "Bring back what was typed" })).toHaveCount(0);
  await console.body.fill('{"name": "Mine"}');
  await samples.selectOption("Made from the schema");
  await expect(console.bodyText).not.toHaveValue(/Mine/);
  await page.getByRole("button", { name: "Bring back what was typed" }).click();
  await expect(console.bodyText).toHaveValue('{"name": "Mine"}');
  await page.getByRole("button", { name: "Back to the sample" }).click();
  await expect(console.bodyText).not.toHaveValue(/Mine/);
  await page.getByRole("button", { name: "Bring back what was typed" }).click();
  await expect(console.bodyText).toHaveValue('{"name": "Mine"}');
});

test("form and text are two ways to see one body, and the form loses nothing", async ({ open, page, server, backend }) => {
  const calls = backend.on("/pets", (response) => response.end("ok"));
  const text = '{\n  "name": "Rex",\n  "x-own": [1.0, {"a": null}],\n  "age": 1e1\n}';
  await open(publish(server, backend, "Formed", { example: { name: "Rex", age: 3 } }));
  const console = new TryIt(page);
  await console.body.fill(text);
  await tab(page, "Form").click();
  const form = page.getByRole("tabpanel", { name: "Form" });
  await expect(form.getByLabel("name", { exact: true })).toHaveValue("Rex");
  await expect(form.getByLabel("age", { exact: true })).toHaveValue("1e1");
  await form.getByLabel("name", { exact: true }).fill('Zoë "Z"');
  await form.getByLabel("Send tags").check();
  await form.getByRole("group", { name: "tags" }).getByRole("button", { name: "Add element" }).click();
  await form.getByRole("group", { name: "tags" }).getByLabel("Element 1", { exact: true }).fill("soft");
  await form.getByLabel("Send kind").check();
  await form.getByLabel("kind", { exact: true }).selectOption("dog");
  await form.getByLabel("Send food").check();
  await form.getByLabel("Alternative of food").selectOption("Wet");
  await expect(form.getByLabel("tins")).toHaveValue("2");
  await form.getByLabel("Send extra").check();
  await form.getByRole("group", { name: "extra" }).getByRole("button", { name: "Add member" }).click();
  await form.getByRole("group", { name: "extra" }).getByLabel("Member name").fill("count");
  await form.getByRole("group", { name: "extra" }).getByLabel("Member value").fill("7");
  await form.getByLabel("Send owner").check();
  await expect(form.getByLabel("mail")).toHaveValue("a@example.com");
  await form.getByLabel("Send owner").uncheck();
  await axe(page);
  await tab(page, "Form").press("ArrowRight");
  await expect(tab(page, "Raw")).toBeFocused();
  await console.sendFor("200 OK");
  const sent = calls[0]?.body ?? "";
  expect(JSON.parse(sent)).toEqual({
    name: 'Zoë "Z"', "x-own": [1, { a: null }], age: 10, tags: ["soft"], kind: "dog", food: { tins: 2 }, extra: { count: 7 },
  });
  expect(sent).toContain('"x-own": [1.0, {"a": null}]');
  expect(sent).toContain('"age": 1e1');
});

test("text that is no JSON has no form, and says where", async ({ open, page, server, backend }) => {
  await open(publish(server, backend, "Broken", { example: { name: "Rex" } }));
  const console = new TryIt(page);
  await console.body.fill('{"name": "Rex",\n "age": }');
  await tab(page, "Form").click();
  await expect(page.getByText("line 2, column 9").first()).toBeVisible();
  await expect(tab(page, "Form")).toHaveAttribute("aria-disabled", "true");
  await expect(tab(page, "Raw")).toHaveAttribute("aria-selected", "true");
  await console.body.fill('{"name": "Rex"}');
  await tab(page, "Form").click();
  await expect(page.getByRole("tabpanel", { name: "Form" }).getByLabel("name", { exact: true })).toHaveValue("Rex");
});

test("what the schema says against the text is told with its line, at its field and in the editor", async ({ open, page, server, backend }) => {
  await open(publish(server, backend, "Checked", { example: { name: "Rex" } }));
  const console = new TryIt(page);
  await console.body.fill('{\n  "name": "R",\n  "age": -1,\n  "kind": "{{kind}}"\n}');
  const differences = page.getByRole("status", { name: "Not as the schema says" });
  await expect(differences.getByRole("listitem")).toHaveText([/Line 2 #\/name .*minLength/, /Line 3 #\/age .*minimum/]);
  await differences.getByRole("button", { name: "Line 3" }).click();
  await expect(console.body).toBeFocused();
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("-1");
  await page.keyboard.type("4");
  await expect(differences.getByRole("listitem")).toHaveCount(1);
  await expect(page.locator(".cm-lintRange")).toHaveText("\"R\"");
  await tab(page, "Form").click();
  const name = page.getByRole("tabpanel", { name: "Form" }).getByLabel("name", { exact: true });
  await expect(name).toHaveAccessibleDescription(/minLength 2/);
  await name.fill("Rex");
  await expect(differences).toBeHidden();
});

test("the editor is loaded when it is needed, is small, and lets the keyboard go", async ({ open, page, server, backend }) => {
  const calls = backend.on("/pets", (response) => response.end("ok"));
  const loaded: Buffer[] = [];
  page.on("response", async (response) => {
    if (response.url().includes("/editor/")) loaded.push(await response.body());
  });
  await open(publish(server, backend, "Edited", { example: { name: "Rex" } }));
  const console = new TryIt(page);
  await page.waitForLoadState("networkidle");
  expect(loaded, "nobody has touched the body").toEqual([]);
  await expect(console.body).toHaveValue(/Rex/);
  await console.body.focus();
  await expect(console.body).toHaveAttribute("contenteditable", "true");
  await expect(console.body).toBeFocused();
  await expect.poll(() => loaded.length).toBe(1);
  expect(brotliCompressSync(loaded[0] ?? Buffer.alloc(0)).length).toBeLessThanOrEqual(EDITOR_BYTES);
  await axe(page);
  await console.body.fill('{"name": "Typed"}');
  await page.keyboard.press("Control+Enter");
  await expect(console.region("Response status")).toContainText("200 OK");
  expect(calls[0]?.body).toBe('{"name": "Typed"}');
  await console.body.focus();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(console.body).not.toBeFocused();
});

test("the editor finds and replaces in the page's words", async ({ open, page, server, backend }) => {
  await open(publish(server, backend, "Searched", { example: { name: "Rex" } }));
  const console = new TryIt(page);
  await console.body.focus();
  await expect(console.body).toHaveAttribute("contenteditable", "true");
  await page.keyboard.press("Control+f");
  await page.getByRole("textbox", { name: "Find", exact: true }).fill("Rex");
  await expect(page.getByLabel("whole words")).toBeVisible();
  await page.getByRole("textbox", { name: "Replace with" }).fill("Max");
  await page.getByRole("button", { name: "replace all" }).click();
  await expect(console.body).toContainText("Max");
  await page.getByRole("button", { name: "close" }).click();
  await expect(page.getByRole("textbox", { name: "Replace with" })).toHaveCount(0);
});

test("without the editor's script a plain field is left", async ({ open, page, problems, server, backend }) => {
  const calls = backend.on("/pets", (response) => response.end("ok"));
  await page.route("**/editor/**", (route) => route.abort());
  problems.allow(/editor/);
  await open(publish(server, backend, "Plain", { example: { name: "Rex" } }));
  const console = new TryIt(page);
  await console.body.fill('{"name": 7}');
  const differences = page.getByRole("status", { name: "Not as the schema says" });
  await differences.getByRole("button", { name: "Line 1" }).click();
  await expect(console.body).toBeFocused();
  await console.sendFor("200 OK");
  expect(calls[0]?.body).toBe('{"name": 7}');
});
