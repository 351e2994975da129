import { axe, expect, hydrated, test } from "../../fixtures.ts";

test("a developer subscribes, sees the keys, replaces one and cancels", async ({ page, open, server, problems }) => {
  problems.allow(/status of 422/);
  const run = `${test.info().project.name}-${test.info().workerIndex}-${test.info().repeatEachIndex}`.replaceAll(/\W+/g, "-");
  const person = { email: `subscriber-${run}@example.com`, password: "correct horse battery staple" };
  server.addUser(person.email, "developer", person.password);
  const name = `Nightly ${run}`;

  await test.step("a guest reads the product and is sent to sign in", async () => {
    await open("/apis");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Products" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Products");
    await hydrated(page);
    await axe(page);
    await page.getByRole("link", { name: "Subscribe: Starter" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Starter");
    await hydrated(page);
    await axe(page);
    await expect(page.getByText("Calls: 5 in 1 min")).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    await hydrated(page);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Starter");
    await hydrated(page);
  });

  await test.step("subscribes", async () => {
    await page.getByLabel("Name", { exact: true }).fill("");
    await page.getByLabel("Name", { exact: true }).fill("x".repeat(101));
    await page.getByRole("button", { name: "Subscribe" }).click();
    await expect(page.getByRole("alert")).toContainText("Name");
    await hydrated(page);
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Subscribe" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await hydrated(page);
    await axe(page);
    await expect(page.getByText("Active", { exact: true })).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Primary key" })).toHaveCount(0);
  });

  await test.step("sees the keys only when asking for them", async () => {
    await page.getByRole("button", { name: "Show the keys" }).click();
    const primary = page.getByRole("textbox", { name: "Primary key" });
    await expect(primary).toHaveValue(/^lgs_[0-9A-Za-z]{38}$/);
    await hydrated(page);
    await axe(page);
    const first = await primary.inputValue();
    await page.getByLabel("For how long the old key still opens").first().selectOption({ label: "old key ends at once" });
    await page.getByRole("button", { name: "Regenerate the primary key" }).click();
    await expect(primary).not.toHaveValue(first);
    await hydrated(page);
    await open("/account/subscriptions");
    await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("never used");
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
    await hydrated(page);
    await expect(page.getByRole("textbox", { name: "Primary key" })).toHaveCount(0);
  });

  await test.step("cancels after being asked", async () => {
    await page.getByRole("link", { name: "Cancel the subscription" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Cancel ${name}?`);
    await hydrated(page);
    await axe(page);
    await page.getByRole("button", { name: "Cancel the subscription" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("Cancelled");
  });
});
