import { axe, expect, hydrated, test } from "../../fixtures.ts";

test("what an administrator chooses is seen at once, and the log says who chose it", async ({ page, open, signIn, visitor, administrator, problems }) => {
  problems.allow(/status of 4(09|22)/);
  const run = `${test.info().project.name} ${test.info().workerIndex}-${test.info().repeatEachIndex}`;
  const organization = `Contoso ${run}`;
  await signIn();

  await test.step("a colour that nobody could read is refused, and what was typed is kept", async () => {
    await open("/admin/settings");
    await axe(page);
    await page.getByLabel("Name of the organization").fill(organization);
    await page.getByLabel("Accent colour").fill("#ffcc00");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("alert")).toContainText("Accent colour");
    await expect(page.getByText(/The contrast of this colour is 1\.\d+:1/)).toBeVisible();
    await expect(page.getByLabel("Name of the organization")).toHaveValue(organization);
    await hydrated(page);
    await axe(page);
  });

  await test.step("another one is taken, and everybody sees it on the next page", async () => {
    await page.getByLabel("Accent colour").fill("#8a1c7c");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Chosen here.").first()).toBeVisible();
    await hydrated(page);
    await axe(page);
    await visitor.goto("/");
    await hydrated(visitor);
    await expect(visitor.getByText(`Operated by ${organization}`)).toBeVisible();
    await expect(visitor.locator('link[rel="stylesheet"][href="/site/theme.css?v=8a1c7c"]')).toHaveCount(1);
  });

  await test.step("an image takes the place of the sign", async () => {
    const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
    await page.getByLabel("Image in the header").setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: png });
    await page.getByRole("button", { name: "Use this image" }).click();
    await expect(page.getByRole("img", { name: "The image in the header" })).toBeVisible();
    await hydrated(page);
    await page.getByRole("button", { name: "Remove the image" }).click();
    await expect(page.getByRole("img", { name: "The image in the header" })).toHaveCount(0);
    await hydrated(page);
  });

  await test.step("the log has it, narrowed and opened", async () => {
    await open("/admin/audit");
    await axe(page);
    await page.getByLabel("E-mail of the person").fill(administrator.email);
    await page.getByLabel("Kind of thing").selectOption("settings");
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page).toHaveURL(/kind=settings/);
    const entries = page.getByRole("listitem").filter({ hasText: "settings.update" });
    await expect(entries.filter({ hasText: administrator.email }).first()).toBeVisible();
    await hydrated(page);
    // The image came and went behind it.
    await entries.nth(2).getByRole("link").click();
    await expect(page.getByRole("cell", { name: organization })).toBeVisible();
    await expect(page.getByRole("row", { name: /accent/ })).toContainText("#8a1c7c");
    await hydrated(page);
    await axe(page);
  });

  await test.step("and gives it away as a file", async () => {
    await open("/admin/audit?kind=settings");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download as CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("audit.csv");
  });

  await test.step("what is empty again is as the configuration says", async () => {
    await open("/admin/settings");
    await page.getByLabel("Name of the organization").fill("");
    await page.getByLabel("Accent colour").fill("");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Chosen here.")).toHaveCount(0);
    await hydrated(page);
    await visitor.goto("/");
    await expect(visitor.getByText(`Operated by ${organization}`)).toHaveCount(0);
  });
});
