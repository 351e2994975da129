import { expect, test } from "../../fixtures.ts";

test("choosing dark or light loses nothing that was typed", async ({ open, page }) => {
  await open("/apis/toolbox/operations/echo-a-query");
  const text = page.getByRole("region", { name: "Try it" }).getByLabel("text", { exact: true });
  await text.fill("half a sentence");
  await page.getByRole("banner").getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(text).toHaveValue("half a sentence");
});
