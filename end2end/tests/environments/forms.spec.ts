import { axe, expect, hydrated, test } from "../../fixtures.ts";

test("an environment is made, changed and deleted by its forms", async ({ open, page, problems, signIn }) => {
  problems.allow(/status of 4(01|22)/);
  await open("/account/environments");
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/next=%2Faccount%2Fenvironments$/);
  await signIn();
  const name = `Forms ${test.info().parallelIndex}${test.info().project.name.length}`;
  await open("/account/environments");
  await axe(page);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add environment" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await hydrated(page);

  await page.getByRole("group", { name: "New variable" }).getByLabel("Value", { exact: true }).fill("kept");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  const variable = page.getByRole("group", { name: "New variable" });
  await expect(variable.getByLabel("Name", { exact: true })).toHaveAccessibleDescription("Please fill this in.");
  await expect(variable.getByLabel("Value", { exact: true })).toHaveValue("kept");
  await axe(page);
  await hydrated(page);
  await variable.getByLabel("Name", { exact: true }).fill("host");
  await page.getByRole("button", { name: "Add variable" }).click();
  await expect(page.getByRole("group", { name: "Variable host" }).getByLabel("Value", { exact: true })).toHaveValue("kept");
  await page.getByRole("button", { name: "Save" }).click();

  await page.getByRole("link", { name, exact: true }).click();
  await hydrated(page);
  await page.getByRole("group", { name: "Variable host" }).getByRole("button", { name: "Remove variable" }).click();
  await expect(page.getByRole("group", { name: "Variable host" })).toHaveCount(0);
  await page.getByRole("link", { name: "Delete environment" }).click();
  await expect(page.getByText("Its variables go with it: host")).toBeVisible();
  await hydrated(page);
  await axe(page);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/account\/environments$/);
  await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
});
