import type { Locator, Page } from "@playwright/test";

import { axe, expect, hydrated, test } from "../../fixtures.ts";

/** The recipe's page, with its run ready. */
async function openRecipe(page: Page, open: (path: string) => Promise<unknown>): Promise<Locator> {
  await open("/apis/azureml-demo-api");
  await page.getByRole("link", { name: "Run a batch job (BES)" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Run a batch job (BES)");
  const run = page.getByRole("region", { name: "Run this recipe" });
  await expect(run.getByRole("button", { name: "Run whole" })).toBeEnabled();
  return run;
}

/** The step of the run that begins so. */
const step = (run: Locator, title: string): Locator => run.getByRole("listitem").filter({ hasText: title }).first();

test("the guide's batch job runs whole, until it has finished and is deleted", async ({ open, page }) => {
  const run = await openRecipe(page, open);
  await axe(page);
  await run.getByRole("button", { name: "Run whole" }).click();
  await expect(run.getByText("Done: all steps succeeded.")).toBeVisible();
  for (const title of ["Step 1: submit", "Step 2: start", "Step 3: status", "Step 4: delete"]) {
    await expect(step(run, title)).toContainText("succeeded");
  }
  await expect(step(run, "Step 3: status")).toContainText("Finished");
  await expect(step(run, "Step 3: status").getByRole("button", { name: "Call 2" })).toBeVisible();
  await expect(step(run, "Step 4: delete")).toContainText("204");
  const outputs = run.getByRole("region", { name: "Result" });
  await expect(outputs).toContainText(/job\s*[0-9a-f]{32}/);
  await expect(outputs).toContainText(/state\s*Finished/);

  await step(run, "Step 3: status").getByRole("button", { name: "Call 1", exact: true }).click();
  await expect(run.getByRole("region", { name: "Requested URL" })).toContainText("/jobs/");
  await expect(run.getByRole("region", { name: "Response status" })).toContainText("200 OK");
  await expect(run.getByRole("region", { name: "Response latency" })).toBeVisible();
  await expect(run.getByRole("region", { name: "Response content" })).toContainText("StatusCode");
  await axe(page);

  await run.getByRole("button", { name: "Start over" }).click();
  await expect(run.getByText("Not begun.")).toBeVisible();
  await expect(step(run, "Step 1: submit")).toContainText("not yet");
});

test("it runs step by step, and what goes wrong is said at its step", async ({ open, page }) => {
  const run = await openRecipe(page, open);
  const next = run.getByRole("button", { name: "Next step" });
  await next.click();
  await expect(run.getByText("Next: Step 2: start.")).toBeVisible();
  await expect(step(run, "Step 1: submit")).toContainText(/job\s*[0-9a-f]{32}/);
  await expect(step(run, "Step 2: start")).toContainText("not yet");
  await next.click();
  await expect(run.getByText("Next: Step 3: status.")).toBeVisible();
  await expect(async () => {
    if (await next.isEnabled()) await next.click();
    await expect(run.getByText("Next: Step 4: delete.")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await next.click();
  await expect(run.getByText("Done: all steps succeeded.")).toBeVisible();

  await run.getByRole("button", { name: "Start over" }).click();
  await run.getByLabel("api_key", { exact: true }).fill("wrong");
  await run.getByRole("button", { name: "Run whole" }).click();
  const alert = run.getByRole("alert").first();
  await expect(alert).toContainText("Step 1: submit failed.");
  await expect(alert).toContainText("The status is 401.");
  await expect(run.getByRole("region", { name: "Response content" })).toContainText("InvalidApiKey");

  await run.getByRole("button", { name: "Start over" }).click();
  await run.getByLabel("api_key", { exact: true }).fill("");
  await run.getByLabel("workspace", { exact: true }).fill("none");
  await run.getByRole("button", { name: "Run whole" }).click();
  await expect(run.getByRole("alert").first()).toContainText("Step 1: submit failed.");
});

test("a run of an imported recipe is cancelled while it waits, and goes on from there", async ({ open, page, signIn }) => {
  await signIn();
  const exported = await page.request.get("/apis/azureml-demo-api/recipes/batch-execution/arazzo.json");
  const document = await exported.json();
  const [workflow] = document.workflows;
  workflow.workflowId = "slow";
  workflow.summary = "Wait for long";
  workflow.inputs.properties.input_blob.default = "/mycontainer/none.csv";
  workflow.steps[2].onFailure.find(({ type }: { type: string }) => type === "retry").retryAfter = 600;
  await open("/admin/apis/azureml-demo-api/recipes/import");
  await page.getByLabel("Arazzo document").fill(JSON.stringify(document));
  await page.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByRole("link", { name: "Wait for long" }).click();
  const run = page.getByRole("region", { name: "Run this recipe" });
  await run.getByRole("button", { name: "Run whole" }).click();
  await expect(run.getByText("Step 3: status waits before it is called again.")).toBeVisible();
  await expect(run.getByText(/^59\d\.\d s$/)).toBeVisible();
  await run.getByRole("button", { name: "Cancel" }).click();
  await expect(run.getByText("Next: Step 3: status, once more.")).toBeVisible();
  await expect(async () => {
    await run.getByRole("button", { name: "Next step" }).click();
    await expect(run.getByRole("alert").first()).toContainText("Step 3: status failed.", { timeout: 1_000 });
  }).toPass();
  await expect(run.getByRole("alert").first()).toContainText("It is not called again because StatusCode of the answer is Failed");
  await expect(step(run, "Step 4: delete")).toContainText("not yet");
});

test("a program is copied as it runs", async ({ open, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openRecipe(page, open);
  const samples = page.getByRole("region", { name: "Code samples" });
  const python = samples.getByRole("group", { name: "Program in Python" });
  await expect(python).toContainText("import requests");
  await expect(python).toContainText("••••••••");
  await samples.getByRole("button", { name: "Copy code" }).first().click();
  await expect(samples.getByText("Copied")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).not.toContain("••••••••");
  await hydrated(page);
});
