import { axe, expect, hydrated, test } from "../../fixtures.ts";

test("an administrator makes a product, puts an API into it and approves a subscription", async ({ page, open, signIn, visitor, publisher, server, problems }) => {
  problems.allow(/status of 422/);
  const run = `${test.info().project.name}-${test.info().workerIndex}-${test.info().repeatEachIndex}`.toLowerCase().replaceAll(/\W+/g, "-");
  const [id, product, api] = [`gold-${run}`, `Gold ${run}`, `Mine ${run}`];
  const person = { email: `gold-${run}@example.com`, password: "correct horse battery staple" };
  server.addUser(person.email, "developer", person.password);
  const { address } = await publisher.add({ name: api, service_url: "https://gold.example" });

  await test.step("the product has a tier, terms, and needs approval", async () => {
    await signIn();
    await open("/admin/products/new");
    await axe(page);
    await page.getByLabel("Id of the product").fill(id);
    await page.getByLabel("Name", { exact: true }).first().fill(product);
    await page.getByLabel("Terms").fill("Be **kind**.");
    await page.getByLabel("Requires approval").check();
    const tier = page.getByRole("group", { name: "Tier 1" });
    await tier.getByLabel("Name").fill("Only");
    await tier.getByLabel("Rate limit").fill("often");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("Rate limit");
    await hydrated(page);
    await expect(page.getByLabel("Terms")).toHaveValue("Be **kind**.");
    await tier.getByLabel("Rate limit").fill("10/1m");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(product);
    await hydrated(page);
    await axe(page);
  });

  await test.step("the form of an API puts it into the product", async () => {
    await open(`/admin${address}`);
    const products = page.getByRole("group", { name: "Products" });
    await products.getByLabel(product).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(products.getByLabel(product)).toBeChecked();
    await open(address);
    await expect(page.getByRole("main").getByRole("link", { name: product })).toBeVisible();
  });

  await test.step("somebody subscribes and waits", async () => {
    await visitor.goto("/sign-in");
    await hydrated(visitor);
    await visitor.getByLabel("E-mail").fill(person.email);
    await visitor.getByLabel("Password").fill(person.password);
    await visitor.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(visitor.getByRole("button", { name: "Sign out" })).toBeVisible();
    await hydrated(visitor);
    await visitor.goto(`/products/${id}`);
    await hydrated(visitor);
    await expect(visitor.getByRole("link", { name: api })).toBeVisible();
    await visitor.getByLabel("I accept the terms").check();
    await visitor.getByRole("button", { name: "Subscribe" }).click();
    await expect(visitor.getByText("Submitted", { exact: true })).toBeVisible();
    await hydrated(visitor);
  });

  await test.step("until it is approved", async () => {
    await open(`/admin/subscriptions?state=submitted&person=${encodeURIComponent(person.email)}`);
    await axe(page);
    await page.getByRole("link", { name: product }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(product);
    await hydrated(page);
    await axe(page);
    await page.getByRole("button", { name: "Approve" }).click();
    await expect(page.getByText("Active", { exact: true })).toBeVisible();
    await hydrated(page);
    await visitor.reload();
    await hydrated(visitor);
    await expect(visitor.getByText("Active", { exact: true })).toBeVisible();
  });

  await test.step("and goes with the product", async () => {
    await open(`/admin/products/${id}/delete`);
    await expect(page.getByText("All subscriptions to it, 1 in number")).toBeVisible();
    await page.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Products");
    await expect(page.getByRole("link", { name: product })).toHaveCount(0);
  });
});
