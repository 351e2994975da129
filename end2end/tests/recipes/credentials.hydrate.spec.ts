import { axe, expect, hydrated, test } from "../../fixtures.ts";

test("all calls of a recipe are authenticated by what is filled in once, and the secret stays masked", async ({ open, page, server, backend, signIn }) => {
  const orders = backend.on("/orders", (response, { headers }) => {
    const isKnown = headers.authorization === "Bearer t0ken-4711";
    response.writeHead(isKnown ? 201 : 401, { "content-type": "application/json" }).end(isKnown ? '{"id": "o-7"}' : "{}");
  });
  const reads = backend.on("/orders/o-7", (response) => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
  const responses = { default: { description: "what came of it" } };
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const api = server.importDocument({
    openapi: "3.1.0",
    info: { title: "Guarded orders", version: "1" },
    servers: [{ url: backend.url }],
    security: [{ token: [] }],
    paths: {
      "/orders": { post: { operationId: "place", summary: "Place", responses } },
      "/orders/{id}": { get: { operationId: "read", summary: "Read", parameters: [id], responses } },
    },
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  });
  const recipe = {
    arazzo: "1.0.1",
    info: { title: "Guarded orders", version: "1.0.0" },
    sourceDescriptions: [{ name: "orders", url: "../../openapi.json", type: "openapi" }],
    workflows: [
      {
        workflowId: "order",
        summary: "Order and read",
        steps: [
          { stepId: "place", operationId: "place", outputs: { id: "$response.body#/id" } },
          { stepId: "read", operationId: "read", parameters: [{ name: "id", in: "path", value: "$steps.place.outputs.id" }] },
        ],
      },
    ],
  };
  await signIn();
  await open(`/admin${api}/recipes/import`);
  await page.getByLabel("Arazzo document").fill(JSON.stringify(recipe));
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("link", { name: "Order and read" }).click();
  await hydrated(page);
  const run = page.getByRole("region", { name: "Run this recipe" });
  const whole = run.getByRole("button", { name: "Run whole" });
  await expect(whole).toBeEnabled();

  await run.getByLabel("token", { exact: true }).fill("wrong");
  await whole.click();
  const alert = run.getByRole("alert").first();
  await expect(alert).toContainText("Step 1: place failed.");
  await expect(alert).toContainText("The status is 401.");
  await run.getByRole("button", { name: "Start over" }).click();

  await run.getByLabel("token", { exact: true }).fill("t0ken-4711");
  await axe(page);
  await whole.click();
  await expect(run.getByText("Done: all steps succeeded.")).toBeVisible();
  expect(orders.at(-1)?.headers.authorization).toBe("Bearer t0ken-4711");
  expect(reads.map(({ headers }) => headers.authorization)).toEqual(["Bearer t0ken-4711"]);
  await expect(page.getByRole("main")).not.toContainText("t0ken-4711");
  await expect(run.getByLabel("token", { exact: true })).toHaveAttribute("type", "password");

  // It is not kept with the calls either.
  await open("/account/history");
  await expect(page.getByRole("main")).toContainText("Place");
  await expect(page.getByRole("main")).not.toContainText("t0ken-4711");
});
