import { expect, test } from "../../fixtures.ts";

test("the parameters follow the URL template as one types", async ({ page, open, signIn }) => {
  await signIn();
  await open("/admin/apis/azureml-demo-api/operations/new");
  const parameters = page.getByRole("group", { name: "Request parameters" });
  const template = page.getByLabel("URL template");
  await template.pressSequentially("/orders/{order}?full={full}");
  await expect(parameters.getByRole("group")).toHaveCount(2);
  await parameters.getByRole("group", { name: "order", exact: true }).getByLabel("Example").fill("42");

  // Renaming keeps the row; the cursor stays in the template.
  await template.focus();
  await template.press("Home");
  for (let step = 0; step < "/orders/{order".length; step++) await template.press("ArrowRight");
  await template.pressSequentially("number");
  await expect(template).toBeFocused();
  await expect(template).toHaveValue("/orders/{ordernumber}?full={full}");
  await expect(parameters.getByRole("group", { name: "ordernumber", exact: true }).getByLabel("Example")).toHaveValue("42");

  // What the template alone had put there goes with it; what was typed into stays, to be moved or removed.
  await template.fill("/orders");
  await expect(parameters.getByRole("group")).toHaveCount(1);
  await expect(parameters.getByLabel("In", { exact: true })).toHaveValue("path");
});

test("the keyboard goes on in the row that was added", async ({ page, open, signIn }) => {
  await signIn();
  await open("/admin/apis/azureml-demo-api/operations/new");
  const responses = page.getByRole("group", { name: "Responses" });
  await responses.getByRole("button", { name: "Add", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(responses.getByLabel("Status")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("404");
  await expect(responses.getByText("Not Found")).toBeVisible();
  await responses.getByRole("button", { name: "Remove response 200" }).or(responses.getByRole("button", { name: "Remove response 404" })).click();
  await expect(responses.getByRole("button", { name: "Add", exact: true })).toBeFocused();
});
