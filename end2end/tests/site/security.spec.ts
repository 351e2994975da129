import type { APIResponse, Response } from "@playwright/test";

import { expect, test } from "../../fixtures.ts";

/** The directives of the answer's content security policy. */
function policy(response: Response | APIResponse | null): Map<string, string> {
  const header = response?.headers()["content-security-policy"] ?? "";
  return new Map(header.split(";").map((directive) => directive.trim().split(/ (.*)/s) as [string, string]));
}

test("every answer brings the headers that protect its reader", async ({ page, open }) => {
  const pages = ["/", "/apis", "/apis/toolbox", "/apis/toolbox/operations/image", "/sign-in", "/admin/apis", "/no/such/page"];
  const others = ["/favicon.svg", "/robots.txt", "/console/downloads/none", "/api/private/apis?query=&tag=&page=1"];
  for (const path of [...pages, ...others]) {
    const response = await page.request.get(path);
    const headers = response.headers();
    expect(headers, path).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    // A stranger reads the catalog faster without a process of its own; nothing there is anybody's.
    const parted = path.startsWith("/apis") ? undefined : "same-origin";
    expect(headers["cross-origin-opener-policy"], path).toBe(parted);
    expect(headers, path).not.toHaveProperty("access-control-allow-origin");
    expect(headers, path).not.toHaveProperty("server");
    const csp = policy(response);
    expect(csp.get("frame-ancestors"), path).toBe("'none'");
    expect(csp.get("base-uri"), path).toBe("'none'");
    expect(headers["content-security-policy"], path).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
    if (pages.includes(path)) {
      expect(csp.get("script-src"), path).toMatch(/^'nonce-[\w+/=-]{20,}' 'strict-dynamic' 'wasm-unsafe-eval'$/);
      expect(headers["cache-control"], path).toBe("no-store");
    }
  }

  const [first, second] = [policy(await open("/")).get("script-src"), policy(await open("/")).get("script-src")];
  expect(first, "no nonce is used twice").not.toBe(second);
});

test("a page of somebody else's cannot act for a visitor", async ({ page, signIn, context }) => {
  await signIn();
  const before = await page.request.get("/admin/apis");
  expect(before.status()).toBe(200);
  const strangers: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
  ];
  for (const headers of strangers) {
    for (const path of ["/sign-out", "/admin/apis/toolbox/delete", "/preferences/theme", "/console/send"]) {
      const response = await page.request.post(path, { headers, form: { theme: "dark" }, maxRedirects: 0 });
      expect(response.status(), `${path} ${JSON.stringify(headers)}`).toBe(403);
    }
  }
  expect((await page.request.get("/admin/apis")).status(), "still signed in").toBe(200);
  expect((await page.request.get("/apis/toolbox")).status(), "still there").toBe(200);
  expect((await context.cookies()).map(({ value }) => value)).not.toContain("dark");
});
