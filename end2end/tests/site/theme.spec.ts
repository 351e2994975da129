import { expect, hydrated, test } from "../../fixtures.ts";

test("the choice of dark or light sticks", async ({ open, page }) => {
  const body = page.locator("body");
  const choice = (name: string) => page.getByRole("banner").getByRole("button", { name });
  const background = () => body.evaluate((element) => getComputedStyle(element).backgroundColor);

  await page.emulateMedia({ colorScheme: "light" });
  await open("/apis?q=tool");
  const light = await background();
  await expect(choice("System")).toHaveAttribute("aria-pressed", "true");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect.poll(background).not.toBe(light);
  const dark = await background();

  await choice("Light").click();
  await expect(choice("Light")).toHaveAttribute("aria-pressed", "true");
  await expect(page).toHaveURL(/\/apis\?q=tool$/);
  await expect(body).toHaveCSS("background-color", light);
  await expect.poll(async () => (await page.context().cookies()).map(({ value }) => value)).toContain("light");
  await hydrated(page);

  await open("/apis/toolbox");
  await expect(choice("Light")).toHaveAttribute("aria-pressed", "true");
  await expect(body).toHaveCSS("background-color", light);

  await choice("System").click();
  await expect(body).toHaveCSS("background-color", dark);
});
