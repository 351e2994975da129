import { axe, expect, hydrated, test } from "../../fixtures.ts";

test("a publisher sets, replaces and removes an API's backend credential, and never sees the secret", async ({ open, page, problems, publisher, signIn }) => {
  problems.allow(/status of 422/);
  const api = await publisher.add({ name: "Credential", service_url: "https://backend.example.com/base" });
  await signIn();
  await open(`/admin${api.address}`);
  await hydrated(page);
  await page.getByRole("link", { name: "Backend credential" }).click();
  await expect(page.getByText("There is none")).toBeVisible();
  await axe(page);

  await hydrated(page);
  await page.getByLabel("Kind").selectOption("API key");
  await page.getByLabel("Name of the key").fill("Host");
  await page.getByLabel("Secret").fill("hunter2");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByLabel("Name of the key")).toHaveValue("Host");
  await expect(page.getByLabel("Secret")).toHaveValue("");
  await axe(page);

  await page.getByLabel("Name of the key").fill("X-Api-Key");
  await page.getByLabel("Secret").fill("hunter2");
  await page.getByRole("button", { name: "Save" }).click();
  const current = page.getByRole("region", { name: "The present credential" });
  await expect(current).toContainText("API key (Header): X-Api-Key");
  await expect(current).toContainText("It is sent to https://backend.example.com only.");
  await expect(page.getByLabel("Secret")).toHaveValue("");
  await axe(page);

  await hydrated(page);
  await current.getByRole("link", { name: "Remove the credential" }).click();
  await hydrated(page);
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("There is none")).toBeVisible();
});
