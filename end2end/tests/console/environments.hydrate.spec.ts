import type { Page } from "@playwright/test";

import { axe, expect, hydrated, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

const SECRET = "s3cret value";

/** Adds an environment with a public and a private variable, as a person does. */
async function addEnvironment(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name: "Environments" }).click();
  await hydrated(page);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add environment" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await hydrated(page);
  const first = page.getByRole("group", { name: "New variable" });
  await first.getByLabel("Name", { exact: true }).fill("tenant");
  const tenant = page.getByRole("group", { name: "Variable tenant" });
  await tenant.getByLabel("Value", { exact: true }).fill("acme");
  await page.getByRole("button", { name: "Add variable" }).click();
  await expect(page.getByRole("group", { name: "New variable" }).getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("key");
  const key = page.getByRole("group", { name: "Variable key" });
  await key.getByLabel("Private").check();
  await expect(key.getByLabel("Value", { exact: true })).toHaveAttribute("type", "password");
  await key.getByLabel("Value", { exact: true }).fill(SECRET);
  await expect(tenant.getByLabel("Value", { exact: true })).toHaveValue("acme");
  await axe(page);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name, exact: true }).click();
  await hydrated(page);
  const kept = page.getByRole("group", { name: "Variable key" }).getByLabel("Value", { exact: true });
  await expect(kept).toHaveValue("");
  await expect(kept).toHaveAttribute("placeholder", "Kept. Leave empty to keep it.");
}

test("variables stand in any field, and private ones are dots everywhere but at the backend", async ({ open, page, signIn, backend, publisher }) => {
  const calls = backend.on("/acme/s3cret%20value", (response) => response.end("ok"));
  const api = await publisher.add({ name: "Variables", service_url: backend.url });
  const operation = await api.add({ display_name: "Call", url_template: "/{tenant}/{key}", verb: "POST" });
  const name = `Test ${test.info().workerIndex}`;
  await signIn();
  await addEnvironment(page, name);

  await open(operation);
  const console = new TryIt(page);
  const environment = page.getByLabel("Environment", { exact: true });
  const address = page.getByRole("region", { name: "Try it" }).locator("code").first();
  await expect(environment).toHaveValue("");
  await console.field("tenant").fill("{{tenant}}");
  await console.field("key").fill("{{ key }}");
  await expect(address).toContainText("/%7B%7Btenant%7D%7D/");
  await environment.selectOption(name);
  await expect(address).toHaveText(`${backend.url}/acme/••••••••`);

  await console.addHeader("X-Trace", "{{key}} of {{nobody}}");
  const header = console.headers.getByLabel("Header value", { exact: true });
  await expect(header).toHaveAccessibleDescription("The chosen environment has no variable nobody.");
  await header.fill("{{key}} of {{tenant}}");
  await console.body.fill("{{key}} and {{oops}}");
  await expect(console.body).toHaveAccessibleDescription("The chosen environment has no variable oops.");
  await console.send.click();
  await expect(console.body).toBeFocused();
  expect(calls).toEqual([]);
  await console.body.fill("{{key}} and {{{{key}}");

  const samples = console.region("Code samples");
  const code = samples.getByRole("group", { name: "Code" });
  await expect(code).toContainText("KEY='••••••••'");
  await samples.getByRole("button", { name: "Reveal" }).click();
  await expect(code).toContainText("KEY='<key>'");
  await expect(code).toContainText("X-Trace: '\"$KEY\"' of acme'");
  await axe(page);

  await console.sendFor("200 OK");
  expect(calls[0]?.headers["x-trace"]).toBe(`${SECRET} of acme`);
  expect(calls[0]?.body).toBe(`${SECRET} and {{key}}`);
  await expect(console.region("Requested URL")).toContainText(`POST ${backend.url}/acme/••••••••`);
  expect(await page.content()).not.toContain("s3cret");

  await open(operation);
  await expect(environment.locator("option:checked")).toHaveText(name);
  await expect(page.getByText("Write {{name}} in any field to use a variable.")).toBeVisible();
});

test("a whole number that is private is checked by the server, and nobody else is asked for an environment", async ({ open, page, signIn, problems, backend, publisher, visitor, server }) => {
  backend.on("/numbers", (response) => response.end("ok"));
  const api = await publisher.add({ name: "Numbers", service_url: backend.url });
  const operation = await api.add({
    display_name: "Call",
    url_template: "/numbers?count={count}",
    "parameters.0.name": "count",
    "parameters.0.in": "query",
    "parameters.0.type": "integer",
    "parameters.0.required": "on",
  });
  const name = `Numbers ${test.info().workerIndex}`;
  await signIn();
  await addEnvironment(page, name);
  await open(operation);
  const console = new TryIt(page);
  await page.getByLabel("Environment", { exact: true }).selectOption(name);
  await console.field("count").fill("{{tenant}}");
  await expect(console.field("count")).toHaveAccessibleDescription("A whole number is expected, such as 42.");
  await console.field("count").fill("{{key}}");
  await expect(console.field("count")).toHaveAccessibleDescription("");
  // What the browser cannot know the server refuses.
  problems.allow(/422/);
  await console.send.click();
  await expect(console.failure).toContainText("A whole number is expected");

  await visitor.goto(server.portal + operation);
  await hydrated(visitor);
  await expect(visitor.getByLabel("Environment", { exact: true })).toHaveCount(0);
});
