import { axe, expect, hydrated, test } from "../../fixtures.ts";
import { Person } from "../../person.ts";
import { TryIt } from "../../try_it.ts";

const OPERATION = "/apis/azureml-demo-api/operations/rrs-execute";

test("a developer sends through the gateway and sees what it did", async ({ page, open, server }) => {
  const person = Person.add(page, server, "gatewayconsole", test.info());
  await person.givePassword();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign-in security");

  const console = new TryIt(page);
  const choice = page.getByRole("combobox", { name: "Subscription" });
  const requested = page.getByRole("region", { name: "Requested URL" });

  await test.step("who has no subscription is led to the products", async () => {
    await open(OPERATION);
    await expect(page.getByRole("region", { name: "Try it" }).getByRole("link", { name: "Products" })).toBeVisible();
    await expect(choice).toHaveCount(0);
  });

  await test.step("straight to the web service unless one is chosen", async () => {
    server.subscribe("starter", person.email);
    await open(OPERATION);
    await expect(choice).toHaveValue("");
    await console.sendFor("200");
    await expect(requested).toContainText(server.demo);
    await expect(page.getByRole("region", { name: "Gateway" })).toHaveCount(0);
  });

  await test.step("through the gateway, with what is left of the limits", async () => {
    await choice.selectOption({ label: "Starter" });
    await expect(page.getByRole("region", { name: "Code samples" })).toContainText("Ocp-Apim-Subscription-Key");
    await console.sendFor("200");
    await expect(requested).toContainText(`${server.gateway}/azureml-demo/`);
    const gateway = page.getByRole("region", { name: "Gateway" });
    await expect(gateway).toContainText("1 of 5 calls in 1 min");
    await expect(gateway).not.toContainText(server.demo);
    await axe(page);
  });

  await test.step("the choice outlives the page, and the limit holds", async () => {
    await open(OPERATION);
    await expect(choice).not.toHaveValue("");
    for (let call = 2; call <= 5; call++) await console.sendFor("200");
    await console.sendFor("429");
    await expect(page.getByRole("region", { name: "Gateway" })).toContainText("the web service was not called");
    await expect(console.header("retry-after")).toHaveCount(1);
    await hydrated(page);
  });
});
