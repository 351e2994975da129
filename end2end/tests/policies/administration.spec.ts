import { axe, expect, hydrated, test } from "../../fixtures.ts";

test("a policy is added, corrected, moved and removed, and an operation shows what acts on it", async ({ open, page, problems, publisher, signIn }) => {
  problems.allow(/status of 422/);
  const api = await publisher.add({ name: "Policies", service_url: "https://backend.example.com" });
  const operation = await api.add({ display_name: "Get pet", url_template: "/pets/{id}" });
  await signIn();
  await open(`/admin${api.address}/policies`);
  await axe(page);
  await hydrated(page);

  const inbound = page.getByRole("region", { name: "Inbound" });
  await inbound.getByLabel("Policy for the section inbound").selectOption("check-header");
  await inbound.getByRole("button", { name: "Add policy" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Add check-header");
  await hydrated(page);
  await page.getByLabel("Name", { exact: true }).fill("X Team");
  await page.getByLabel("Message").fill("Say which team you are.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByLabel("Message")).toHaveValue("Say which team you are.");
  await axe(page);
  await page.getByLabel("Name", { exact: true }).fill("X-Team");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page).toHaveURL(new RegExp(`${api.address}/policies$`));

  await hydrated(page);
  await inbound.getByLabel("Policy for the section inbound").selectOption("rate-limit");
  await inbound.getByRole("button", { name: "Add policy" }).click();
  await hydrated(page);
  await page.getByLabel("Limit").fill("5/1m");
  await page.getByRole("button", { name: "Save" }).click();
  await hydrated(page);
  await inbound.getByRole("button", { name: "Move rate-limit up" }).click();
  await expect(inbound.getByRole("listitem").first()).toContainText("rate-limit");

  await open(`/admin${operation}`);
  const effective = page.getByRole("region", { name: "What acts on calls" });
  await expect(effective.getByRole("row").nth(1)).toContainText("rate-limit");
  await expect(effective.getByRole("row").nth(2)).toContainText("X-Team");
  await axe(page);

  await effective.getByRole("link", { name: "rate-limit" }).click();
  await page.getByRole("link", { name: "Remove policy" }).click();
  await expect(page.getByText("It acts no more from the next call on")).toBeVisible();
  await hydrated(page);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(inbound.getByRole("listitem")).toHaveCount(1);
});
