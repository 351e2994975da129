import { expect, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

const RRS = "/apis/azureml-demo-api/operations/rrs-execute";

test("a pasted command fills in the form of its operation", async ({ open, page }) => {
  await open(RRS);
  const console = new TryIt(page);
  await page.getByRole("button", { name: "Import cURL" }).click();
  const command = page.getByLabel("cURL command");
  await expect(command).toBeFocused();
  await command.fill("wget http://example.com");
  await page.getByRole("button", { name: "Fill in the form" }).click();
  await expect(page.getByText("A command that begins with curl was expected.")).toBeVisible();
  await expect(command).toHaveAttribute("aria-invalid", "true");

  await command.fill(
    `KEY='it is "secret"'\ncurl --request POST \\
  'https://elsewhere.example/workspaces/w%201/services/s/execute?api-version=2.0&details=true&more=1' \\
  --header 'Content-Type: application/json' --header "Authorization: Bearer $KEY" -x proxy:8080 \\
  --data-raw '{"Inputs": {}}' | jq .`,
  );
  await page.getByRole("button", { name: "Fill in the form" }).click();
  const said = page.getByRole("region", { name: "Import cURL" }).getByRole("status");
  await expect(said).toContainText("The form was filled in from the command.");
  await expect(said).toContainText("https://elsewhere.example");
  await expect(said).toContainText("--proxy was left out");
  await expect(said).toContainText("What follows the command");
  await expect(console.field("workspace")).toHaveValue("w 1");
  await expect(console.field("service")).toHaveValue("s");
  await expect(console.field("apiversion")).toHaveValue("2.0");
  await expect(console.field("details")).toHaveValue("true");
  await expect(console.parameters.getByLabel("Parameter name")).toHaveValue("more");
  await expect(console.bodyText).toHaveValue('{"Inputs": {}}');
  await command.press("Escape");
  await expect(command).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Import cURL" })).toBeFocused();
});

test("a command for another operation leads there and fills in its form", async ({ open, page }) => {
  await open(RRS);
  await page.getByRole("button", { name: "Import cURL" }).click();
  await page.getByLabel("cURL command").fill("curl -X POST 'http://h/workspaces/w/services/s/jobs/7/start?api-version=2.0' -H 'A: b'");
  await page.getByRole("button", { name: "Fill in the form" }).click();
  await page.getByRole("link", { name: "BES Start" }).click();
  await expect(page).toHaveURL(/operations\/bes-start$/);
  const console = new TryIt(page);
  await expect(console.field("jobid")).toHaveValue("7");
  await expect(console.headers.getByLabel("Header value")).toHaveValue("b");
  await expect(page.getByRole("region", { name: "Import cURL" }).getByRole("status")).toContainText("filled in");

  await page.getByLabel("cURL command").fill("curl -X PUT http://h/nowhere");
  await page.getByRole("button", { name: "Fill in the form" }).click();
  await expect(page.getByText("No operation of this API is called like that: PUT /nowhere")).toBeVisible();
});
