import { expect, hydrated, test } from "../../fixtures.ts";

test("a publisher adds a version, and a visitor goes from one to the other", async ({ page, signIn, visitor }) => {
  const name = `Versioned ${test.info().workerIndex}-${test.info().repeatEachIndex}`;
  const slug = name.toLowerCase().replace(/\W+/g, "-");

  await test.step("an API is added", async () => {
    await signIn();
    await page.goto("/admin/apis/new");
    await hydrated(page);
    await page.getByLabel("Web API name").fill(name);
    await page.getByLabel("Web service URL").fill("https://versions.example");
    await page.getByLabel("Web API URL suffix").fill(slug);
    await page.getByLabel("Published").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  });

  await test.step("and gets a version, which is published", async () => {
    await page.getByRole("link", { name: "Add version" }).click();
    await hydrated(page);
    await page.getByLabel("Version", { exact: true }).fill("v2");
    await page.getByLabel("Versioning scheme").selectOption("Query");
    await page.getByRole("button", { name: "Add version" }).click();
    await expect(page.getByLabel("Version header or query parameter")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Version", { exact: true })).toHaveValue("v2");
    await hydrated(page);
    await page.getByLabel("Version header or query parameter").fill("api-version");
    await page.getByRole("button", { name: "Add version" }).click();
    await expect(page).toHaveURL(`/admin/apis/${slug}-v2`);
    await hydrated(page);
    await page.getByLabel("Published").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByLabel("Published")).toBeChecked();
  });

  await test.step("a visitor goes from the first to the second", async () => {
    await visitor.goto(`/apis/${slug}`);
    await hydrated(visitor);
    const versions = visitor.getByRole("navigation", { name: "Versions" });
    await expect(versions.getByRole("link", { name: "Original" })).toHaveAttribute("aria-current", "page");
    await versions.getByRole("link", { name: "v2" }).click();
    await expect(visitor.getByText("api-version=v2")).toBeVisible();
    await expect(versions.getByRole("link", { name: "v2" })).toHaveAttribute("aria-current", "page");
  });
});
