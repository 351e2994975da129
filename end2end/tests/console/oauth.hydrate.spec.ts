import { createHash } from "node:crypto";

import type { Page } from "@playwright/test";

import type { Backend } from "../../backend.ts";
import { axe, expect, test } from "../../fixtures.ts";
import type { Server } from "../../server.ts";
import { TryIt } from "../../try_it.ts";

/** An authorization server at paths of the backend that begin with `path`; people press a button there. */
function provide(backend: Backend, path: string): void {
  const challenges = new Map<string, string>();
  backend.on(`${path}/authorize`, (response, { url }) => {
    const query = new URL(url, backend.url).searchParams;
    const back = (answer: Record<string, string>) => {
      const to = new URL(query.get("redirect_uri") ?? "");
      for (const [name, value] of Object.entries({ ...answer, state: query.get("state") ?? "" })) to.searchParams.append(name, value);
      return to.href.replaceAll("&", "&amp;");
    };
    const code = `code-${challenges.size}`;
    challenges.set(code, query.get("code_challenge") ?? "");
    const deny = back({ error: "access_denied", error_description: "You said no." });
    response.setHeader("Content-Type", "text/html");
    response.end(`<title>Provider</title><a href="${back({ code })}">Allow</a> <a href="${deny}">Deny</a>`);
  });
  backend.on(`${path}/token`, (response, { headers, body }) => {
    const form = new URLSearchParams(body);
    const challenge = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    const tokens: Record<string, () => object | undefined> = {
      client_credentials: () => {
        const basic = `Basic ${Buffer.from("machine:s+cr%2Bt").toString("base64")}`;
        return headers.authorization === basic ? { access_token: `for ${form.get("scope")}`.replaceAll(" ", "-"), expires_in: 7200 } : undefined;
      },
      authorization_code: () => {
        const isOurs = challenges.get(form.get("code") ?? "") === challenge && form.get("client_id") === "person";
        return isOurs ? { access_token: "person-token", refresh_token: "refresh", expires_in: 70, id_token: "a.b.c" } : undefined;
      },
      refresh_token: () => (form.get("refresh_token") === "refresh" ? { access_token: "renewed-token", expires_in: 3480 } : undefined),
    };
    const token = tokens[form.get("grant_type") ?? ""]?.();
    response.writeHead(token ? 200 : 400, { "Content-Type": "application/json" });
    response.end(JSON.stringify(token ? { token_type: "Bearer", ...token } : { error: "invalid_client", error_description: "Who is that?" }));
  });
}

/** Publishes an operation that needs tokens of that server, and gives back its address in the portal. */
function publish(server: Server, backend: Backend, title: string, path: string): string {
  const scopes = { read: "Reads everything", write: "Writes everything" };
  const api = server.importDocument({
    openapi: "3.1.0",
    info: { title, version: "1" },
    servers: [{ url: backend.url }],
    paths: { [`${path}/it`]: { get: { operationId: "call", summary: "Call", security: [{ login: ["read"] }], responses: { 200: { description: "ok" } } } } },
    components: {
      securitySchemes: {
        login: {
          type: "oauth2",
          flows: {
            clientCredentials: { tokenUrl: `${path}/token`, scopes },
            authorizationCode: { authorizationUrl: `${backend.url}${path}/authorize`, tokenUrl: `${path}/token`, scopes },
            password: { tokenUrl: `${path}/token`, scopes },
          },
        },
      },
    },
  });
  return `${api}/operations/call`;
}

/** Opens what a token is asked for with. */
async function openPanel(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Get a token from the provider" }).click();
  await expect(page.getByLabel("Client ID")).toBeVisible();
}

test("an application gets a token, and the call carries it", async ({ open, page, server, backend, problems }) => {
  // The client's id is missing at first.
  problems.allow(/status of 422 .*\/console\/token\)$/);
  provide(backend, "/machine");
  const calls = backend.on("/machine/it", (response) => response.end("ok"));
  await open(publish(server, backend, "Machines", "/machine"));
  const console = new TryIt(page);
  await openPanel(page);
  await expect(page.getByText("The document also offers password, which is not run here")).toBeVisible();
  await page.getByLabel("How to get the token").selectOption("client_credentials");
  await expect(page.getByLabel("Redirect URI")).toHaveCount(0);
  const getToken = page.getByRole("button", { name: "Get token", exact: true });
  await getToken.click();
  await expect(page.getByLabel("Client ID")).toHaveAccessibleDescription("Please fill this in.");

  await page.getByLabel("Client ID").fill("machine");
  await page.getByLabel("Client secret").fill("wrong");
  await getToken.click();
  await expect(console.failure).toContainText("The provider gave no token.");
  await expect(console.failure).toContainText("The provider says: invalid_client. Who is that?");
  await axe(page);

  await expect(page.getByRole("checkbox", { name: "read", exact: true })).toBeChecked();
  await page.getByRole("checkbox", { name: "write", exact: true }).check();
  await page.getByLabel("More scopes").fill("more");
  await page.getByLabel("Client secret").fill("s cr+t");
  await page.getByLabel("Client secret").press("Enter");
  await expect(page.getByText("The token is filled in.")).toBeVisible();
  await expect(page.getByText("It expires in 2 h.")).toBeVisible();
  await expect(page.getByText("Scopes: read write more")).toBeVisible();
  await expect(page.getByRole("button", { name: "Refresh token" })).toHaveCount(0);
  await expect(console.field("login")).toHaveAttribute("type", "password");
  await expect(console.region("Code samples")).not.toContainText("for-read");
  await axe(page);
  await console.sendFor("200 OK");
  expect(calls[0]?.headers.authorization).toBe("Bearer for-read-write-more");
  expect(server.log(), "secrets are not logged").not.toMatch(/s[ +]cr|s%20cr|for-read/);

  // What was typed stays when the panel is closed and opened again.
  const opener = page.getByRole("button", { name: "Get a token from the provider" });
  await opener.click();
  await expect(page.getByLabel("Client ID")).toBeHidden();
  await opener.click();
  await expect(page.getByLabel("Client ID")).toHaveValue("machine");

  // A header that was written by hand wins.
  await console.addHeader("Authorization", "Bearer mine");
  await console.sendFor("200 OK");
  expect(calls[1]?.headers.authorization).toBe("Bearer mine");
});

test("a person signs in in a window, and the token can be renewed", async ({ open, page, server, backend }) => {
  provide(backend, "/person");
  const calls = backend.on("/person/it", (response) => response.end("ok"));
  await open(publish(server, backend, "Persons", "/person"));
  const console = new TryIt(page);
  await openPanel(page);
  await page.getByLabel("How to get the token").selectOption("authorization_code");
  await expect(page.getByLabel("Redirect URI")).toHaveValue(`${server.portal}/console/oauth/callback`);
  await page.getByLabel("Client ID").fill("person");
  const opening = page.context().waitForEvent("page");
  await page.getByRole("button", { name: "Authorize" }).click();
  const popup = await opening;
  await expect(page.getByText("Waiting for you to come back from the provider…")).toBeVisible();
  await popup.getByRole("link", { name: "Allow" }).click();
  await expect(popup.getByText("You can close this window.")).toBeVisible();
  await axe(popup);
  await popup.close();

  await expect(page.getByText("The token is filled in.")).toBeVisible();
  await expect(page.getByText("It expires in 1 min.")).toBeVisible();
  await expect(page.getByText("An ID token came too.")).toBeVisible();
  await console.sendFor("200 OK");
  expect(calls[0]?.headers.authorization).toBe("Bearer person-token");

  await page.getByRole("button", { name: "Refresh token" }).click();
  await expect(page.getByText("It expires in 58 min.")).toBeVisible();
  await console.sendFor("200 OK");
  expect(calls[1]?.headers.authorization).toBe("Bearer renewed-token");
});

test("where no window may be opened a link leads there, and a refusal is told", async ({ open, page, server, backend }) => {
  provide(backend, "/link");
  await page.addInitScript(() => (window.open = () => null));
  await open(publish(server, backend, "Links", "/link"));
  await openPanel(page);
  await page.getByLabel("How to get the token").selectOption("authorization_code");
  await page.getByLabel("Client ID").fill("person");
  await page.getByRole("button", { name: "Authorize" }).click();
  const link = page.getByRole("link", { name: "Open the provider's page" });
  await expect(link).toBeVisible();
  await axe(page);
  const opening = page.context().waitForEvent("page");
  await link.click();
  const provider = await opening;
  await provider.getByRole("link", { name: "Deny" }).click();
  await expect(provider.getByText("access_denied. You said no.")).toBeVisible();
  await provider.goBack();
  await provider.getByRole("link", { name: "Allow" }).click();
  await expect(provider.getByText("has been used already")).toBeVisible();
  await expect(new TryIt(page).failure).toContainText("The provider says: access_denied. You said no.");
  await expect(link).toHaveCount(0);
});
