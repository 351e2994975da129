import { axe, expect, hydrated, test } from "../../fixtures.ts";
import { Person } from "../../person.ts";

test("a passkey is added, signs in without and after the password, and is removed", async ({ open, page, problems, server }) => {
  problems.allow(/status of 4(01|22)/);
  const person = Person.add(page, server, "keyholder", test.info());
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const giveUp = (isGivenUp: boolean) =>
    devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: !isGivenUp });

  await person.givePassword();
  await expect(page.getByRole("heading", { name: "Sign-in security" })).toBeVisible();
  await hydrated(page);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByLabel("Name of the passkey")).toBeFocused();
  await page.getByLabel("Name of the passkey").fill("Blue key");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expect(page.getByText("Recovery codes left: 0")).toBeVisible();
  await hydrated(page);
  await axe(page);
  await page.getByRole("button", { name: "Make new recovery codes" }).click();
  await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);
  await open("/account/security");
  await expect(page.getByRole("list", { name: "Passkeys" }).getByText("Blue key")).toBeVisible();
  await axe(page);

  await person.signOut();
  await open("/sign-in?next=%2Faccount%2Fsecurity");
  await axe(page);
  await giveUp(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("alert")).toHaveText("No passkey was used. Try again, or use another way.");
  await giveUp(false);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("list", { name: "Passkeys" })).toContainText("last used");
  await hydrated(page);

  await person.signOut();
  await person.givePassword();
  await expect(page.getByRole("heading", { name: "One more step" })).toBeVisible();
  await hydrated(page);
  await axe(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("heading", { name: "Sign-in security" })).toBeVisible();
  await hydrated(page);

  await page.getByText("Change", { exact: true }).click();
  await axe(page);
  await page.getByRole("button", { name: "Remove this passkey" }).click();
  await expect(page.getByRole("status")).toHaveText("The passkey was removed.");
  await hydrated(page);
  await person.signOut();
  await person.givePassword();
  await expect(page.getByRole("heading", { name: "Sign-in security" })).toBeVisible();
});
