import { expect, hydrated, test } from "../../fixtures.ts";

test("the home page's search looks everywhere", async ({ open, page }) => {
  await open("/");
  await page.getByRole("searchbox", { name: "Search APIs, operations and schemas" }).fill("rrs");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/\/search\?q=rrs$/);
  await page.getByRole("main").getByRole("link", { name: "RRS Execute" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "RRS Execute" })).toBeVisible();
});

test("APIs are searched by name, description and tag", async ({ open, page, publisher }) => {
  const word = `quokka${test.info().workerIndex}x${test.info().repeatEachIndex}`;
  await publisher.add({ name: `Żółty ${word}`, service_url: "https://a.example.com" });
  await publisher.add({ name: "Described", service_url: "https://b.example.com", description: `All about ${word}s.` });
  await publisher.add({ name: "Tagged", service_url: "https://c.example.com", tags: `${word}, other` });
  const found = page.getByRole("main").getByRole("heading", { level: 3 });

  await open("/apis");
  await page.getByRole("searchbox", { name: "Search APIs" }).fill(word.toUpperCase());
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(new RegExp(`/apis\\?q=${word.toUpperCase()}$`));
  await expect(page.getByRole("status")).toContainText("3 APIs");
  await expect(found).toHaveText(["Described", "Tagged", `Żółty ${word}`]);
  await expect(page.getByRole("searchbox")).toHaveValue(word.toUpperCase());
  await hydrated(page);

  // Whoever has no such keys on the keyboard finds it all the same.
  await page.getByRole("searchbox").fill(`zolty ${word}`);
  await page.getByRole("searchbox").press("Enter");
  await expect(found).toHaveText([`Żółty ${word}`]);

  await page.getByRole("searchbox").fill(`%${word}_`);
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByText("No API matches your search.")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Show all APIs" }).click();
  await expect(page).toHaveURL(/\/apis$/);
  await expect(page.getByRole("searchbox")).toHaveValue("");
});

test("a long list has pages, which keep the search and can be shared", async ({ open, page, publisher }) => {
  const word = `wombat${test.info().workerIndex}x${test.info().repeatEachIndex}`;
  const names = Array.from({ length: 25 }, (_, number) => `${word} ${String(number).padStart(2, "0")}`);
  for (const name of names) await publisher.add({ name, service_url: "https://a.example.com", tags: word });
  const found = page.getByRole("main").getByRole("heading", { level: 3 });
  const pages = page.getByRole("navigation", { name: "Pages" });

  await open(`/apis?q=${word}&tag=${word}`);
  await expect(page.getByText("25 APIs", { exact: true })).toBeVisible();
  await expect(found).toHaveText(names.slice(0, 24));
  await expect(pages).toContainText("Page 1 of 2");
  await expect(pages.getByRole("link", { name: "Previous" })).toHaveCount(0);
  await pages.getByRole("link", { name: "Next" }).click();
  await expect(found).toHaveText(names.slice(24));
  await expect(page).toHaveURL(new RegExp(`q=${word}&tag=${word}&page=2$`));
  await expect(pages.getByRole("link", { name: "Next" })).toHaveCount(0);

  await open(page.url());
  await expect(found).toHaveText(names.slice(24));
  await pages.getByRole("link", { name: "Previous" }).click();
  await expect(found).toHaveText(names.slice(0, 24));
  await page.goBack();
  await expect(found).toHaveText(names.slice(24));
});

test("an API's operations are searched by name and by template", async ({ open, page }) => {
  // The API's recipes are listed below.
  const operations = page.getByRole("main").locator("ul.rows a[href*='/operations/']");
  await open("/apis/azureml-demo-api");
  await page.getByRole("searchbox", { name: "Search operations" }).fill("jobid");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(operations).toHaveText(["BES Start", "BES Status", "BES Delete"]);
  await page.getByRole("searchbox", { name: "Search operations" }).fill("no such thing");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("No operation matches your search.")).toBeVisible();
});
