import { axe, expect, hydrated, test } from "../../fixtures.ts";

test("an API is there for the people of a group, and for nobody else", async ({ page, open, signIn, visitor, publisher, server, problems }) => {
  problems.allow(/status of 4(04|22)/);
  const run = `${test.info().project.name} ${test.info().workerIndex}-${test.info().repeatEachIndex}`;
  const [group, api] = [`Partners ${run}`, `Confidential ${run}`];
  const person = { email: `partner-${run.replaceAll(/\W+/g, "-")}@example.com`, password: "correct horse battery staple" };
  server.addUser(person.email, "developer", person.password);
  const { address } = await publisher.add({ name: api, service_url: "https://partners.example" });

  await test.step("an administrator makes a group and puts a person into it", async () => {
    await signIn();
    await open("/admin/groups");
    await axe(page);
    await page.getByRole("button", { name: "Add group" }).click();
    await expect(page.getByRole("alert")).toContainText("Name");
    await hydrated(page);
    await page.getByLabel("Name", { exact: true }).fill(group);
    await page.getByRole("button", { name: "Add group" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(group);
    await hydrated(page);
    await page.getByLabel("E-mail of the person to add").fill("nobody@example.com");
    await page.getByRole("button", { name: "Add person" }).click();
    await expect(page.getByRole("alert")).toContainText("Nobody has an account with this e-mail address.");
    await expect(page.getByLabel("E-mail of the person to add")).toHaveValue("nobody@example.com");
    await hydrated(page);
    await page.getByLabel("E-mail of the person to add").fill(person.email);
    await page.getByRole("button", { name: "Add person" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: person.email })).toBeVisible();
    await hydrated(page);
    await axe(page);
  });

  await test.step("and lets only the group see the API", async () => {
    await open(`/admin${address}`);
    const visible = page.getByRole("group", { name: "Visible to" });
    await expect(visible.getByLabel("Guests")).toBeChecked();
    await visible.getByLabel("Guests").uncheck();
    await visible.getByLabel("Developers").uncheck();
    await visible.getByLabel(group).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(visible.getByLabel(group)).toBeChecked();
    await expect(visible.getByLabel("Guests")).not.toBeChecked();
  });

  await test.step("a visitor finds neither its page nor a trace of it", async () => {
    expect((await visitor.goto(address))?.status()).toBe(404);
    await hydrated(visitor);
    await visitor.goto(`/apis?q=${encodeURIComponent(api)}`);
    await hydrated(visitor);
    await expect(visitor.getByText("No API matches your search.")).toBeVisible();
  });

  await test.step("the person does, once they have signed in", async () => {
    await visitor.goto("/sign-in");
    await hydrated(visitor);
    await visitor.getByLabel("E-mail").fill(person.email);
    await visitor.getByLabel("Password").fill(person.password);
    await visitor.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(visitor.getByRole("button", { name: "Sign out" })).toBeVisible();
    await hydrated(visitor);
    expect((await visitor.goto(address))?.status()).toBe(200);
    await hydrated(visitor);
    await expect(visitor.getByRole("heading", { level: 1 })).toHaveText(api);
  });

  await test.step("until they are taken out of the group", async () => {
    await open("/admin/groups");
    await page.getByRole("link", { name: group }).click();
    await hydrated(page);
    await page.getByRole("button", { name: `Remove ${person.email}` }).click();
    await expect(page.getByText("Nobody is in this group yet.")).toBeVisible();
    await hydrated(page);
    expect((await visitor.goto(address))?.status()).toBe(404);
    await hydrated(visitor);
  });

  await test.step("and the group is deleted", async () => {
    await page.getByRole("link", { name: "Delete group" }).click();
    await hydrated(page);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Groups");
    await expect(page.getByText(group)).toHaveCount(0);
  });
});
