import { expect, hydrated, test } from "../../fixtures.ts";

// A document with a schema that refers to itself; `required` says whether its parameter must be given.
const document = (title: string, required: boolean) =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title, version: "1" },
    servers: [{ url: "https://birds.example" }],
    paths: {
      "/birds": {
        get: {
          operationId: "listBirds",
          summary: "List birds",
          tags: ["Birds"],
          parameters: [{ name: "wings", in: "query", required, schema: { type: "integer" } }],
          responses: {
            "200": { description: "ok", content: { "application/json": { schema: { $ref: "#/components/schemas/Bird" } } } },
          },
        },
      },
    },
    components: {
      schemas: {
        Bird: {
          type: "object",
          required: ["song"],
          properties: { song: { type: "string" }, parent: { $ref: "#/components/schemas/Bird" } },
        },
      },
    },
  });

test("a publisher imports a document, a visitor finds and reads it, a revision breaks and is taken back", async ({
  page,
  signIn,
  visitor,
}) => {
  const title = `Birds ${test.info().workerIndex}-${test.info().repeatEachIndex}`;
  const slug = title.toLowerCase().replace(/\W+/g, "-");

  await test.step("the document is uploaded", async () => {
    await signIn();
    await page.goto("/admin/apis");
    await hydrated(page);
    await page.getByRole("link", { name: "Import an API" }).click();
    await page
      .getByLabel("Document", { exact: true })
      .setInputFiles({ name: "birds.json", mimeType: "application/json", buffer: Buffer.from(document(title, false)) });
    await page.getByRole("button", { name: "Import" }).click();
    await expect(page.getByText("The document was imported.")).toBeVisible();
  });

  await test.step("a visitor finds the operation as they type", async () => {
    await visitor.goto("/");
    await hydrated(visitor);
    await visitor.keyboard.press("Control+k");
    await expect(visitor.getByRole("heading", { name: "Search" })).toBeVisible();
    await visitor.getByRole("searchbox").fill(`${title} listBirds`);
    await visitor.getByRole("searchbox").fill("listBirds");
    const result = visitor.getByRole("list", { name: "Results" }).getByRole("listitem").filter({ hasText: title });
    await result.getByRole("link", { name: "List birds" }).click();
    await expect(visitor.getByRole("heading", { level: 1, name: "List birds" })).toBeVisible();
  });

  await test.step("and opens what the schema leaves closed", async () => {
    await expect(visitor.getByText("song").first()).toBeVisible();
    const closed = visitor.getByRole("link", { name: "Show what is inside" });
    await closed.first().click();
    await expect(visitor.locator(".schema .schema").getByText("song").first()).toBeVisible();
  });

  await test.step("a revision says what it breaks before it is done", async () => {
    await page.goto(`/admin/apis/${slug}`);
    await hydrated(page);
    await page.getByRole("link", { name: "Import a revision" }).click();
    await page.getByLabel("Text of the document").fill(document(title, true));
    await page.getByRole("button", { name: "Import" }).click();
    await expect(page.getByText("parameter-required")).toBeVisible();
    await page.getByRole("button", { name: "Apply" }).click();
    await expect(page.getByText("The document was imported.")).toBeVisible();
  });

  await test.step("the one before can still be read, but not called", async () => {
    await visitor.goto(`/apis/${slug}/changes`);
    await hydrated(visitor);
    await visitor.getByRole("link", { name: "View Revision 1" }).click();
    await expect(visitor.getByRole("note")).toContainText("revision 1");
    await visitor.getByRole("link", { name: "List birds" }).click();
    await expect(visitor.getByRole("heading", { level: 1, name: "List birds" })).toBeVisible();
    await expect(visitor.getByRole("note")).toContainText("revision 1");
    await expect(visitor.getByRole("button", { name: "Send" })).toHaveCount(0);
    await visitor.getByRole("link", { name: "Show the current one" }).click();
    await expect(visitor.getByRole("note")).toHaveCount(0);
  });

  await test.step("and is taken back", async () => {
    await page.goto(`/apis/${slug}/changes`);
    await hydrated(page);
    await expect(page.getByRole("heading", { name: "Revision 2" })).toBeVisible();
    await page.getByRole("button", { name: "Restore" }).click();
    await expect(page.locator("section").filter({ hasText: "Revision 1" }).getByText("shown now")).toBeVisible();
  });
});

test("a document that is none is refused with a reason, and an empty form at its field", async ({ page, signIn, problems }) => {
  problems.allow(/status of 422/);
  await signIn();
  await page.goto("/admin/import");
  await hydrated(page);
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByText("Please fill this in.")).toBeVisible();
  await page.getByLabel("Text of the document").fill('{"hello": "world"}');
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("alert")).toContainText("OpenAPI");
  await expect(page.getByText("Nothing was changed.")).toBeVisible();
});

test("a publisher uploads two files at once, and a visitor reads what is in both", async ({ page, signIn, visitor }) => {
  const title = `Boats ${test.info().workerIndex}-${test.info().repeatEachIndex}`;
  const boats = {
    openapi: "3.1.0",
    info: { title, version: "1" },
    servers: [{ url: "https://boats.example" }],
    paths: { "/boats": { $ref: "paths.yaml#/boats" } },
  };
  const paths = `
boats:
  get:
    summary: List boats
    responses:
      "200":
        description: ok
        content:
          application/json:
            schema: { $ref: "#/Boat" }
Boat:
  type: object
  properties:
    anchor: { type: string }
`;

  await test.step("both files are chosen in one field", async () => {
    await signIn();
    await page.goto("/admin/import");
    await hydrated(page);
    await expect(page.getByRole("checkbox", { name: "Fetch what it refers to at other addresses" })).not.toBeChecked();
    await page.getByLabel("Document", { exact: true }).setInputFiles([
      { name: "boats.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(boats)) },
      { name: "paths.yaml", mimeType: "application/yaml", buffer: Buffer.from(paths) },
    ]);
    await page.getByRole("button", { name: "Import" }).click();
    await expect(page.getByText("The document was imported.")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Warnings" })).toBeHidden();
  });

  await test.step("a visitor reads the operation that one of them refers to", async () => {
    await visitor.goto(`/apis/${title.toLowerCase().replace(/\W+/g, "-")}`);
    await hydrated(visitor);
    await visitor.getByRole("link", { name: "List boats" }).first().click();
    await expect(visitor.getByRole("heading", { level: 1, name: "List boats" })).toBeVisible();
    await expect(visitor.getByText("anchor").first()).toBeVisible();
  });
});
