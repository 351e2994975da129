import { expect, test } from "../../fixtures.ts";
import { TryIt } from "../../try_it.ts";

const RUN = "window.parent.ran=window.ran=document.documentElement.dataset.ran='yes'";
const MARKUP = `<script>${RUN}</script><img src=x onerror="${RUN}"><svg onload="${RUN}"></svg><iframe srcdoc="<script>${RUN}</script>"></iframe><a href="javascript:${RUN}">press</a><style>body{display:none}</style><base href="http://127.0.0.1:1/"><meta http-equiv="refresh" content="0;url=javascript:${RUN}">`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"><script>${RUN}</script><foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="${RUN}"/></foreignObject></svg>`;
const JSON_BODY = JSON.stringify({ [`"><script>${RUN}</script>`]: MARKUP, "__proto__": { polluted: true }, "</script>": ["</pre>", MARKUP] });

/** What a hostile backend may answer, by the content type that it claims. */
const ANSWERS: [string, string][] = [
  ["text/html", `<!doctype html><body>${MARKUP}`],
  ["text/html; charset=utf-7", `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`],
  ["application/xhtml+xml", `<html xmlns="http://www.w3.org/1999/xhtml"><body onload="${RUN}"><script>${RUN}</script></body></html>`],
  ["image/svg+xml", SVG],
  ["application/xml", `<?xml version="1.0"?><?xml-stylesheet href="javascript:${RUN}"?><a xmlns:h="http://www.w3.org/1999/xhtml"><h:script>${RUN}</h:script></a>`],
  ["application/json", JSON_BODY],
  ["application/problem+json", JSON_BODY],
  ["text/plain", MARKUP],
  ["text/javascript", RUN],
  ["text/css", `body{background:url("javascript:${RUN}")}`],
  ["text/markdown", `[press](javascript:${RUN}) ${MARKUP}`],
  ["application/pdf", `%PDF-1.4 ${MARKUP}`],
  ["application/pdf", `<!doctype html>%PDF-1.4 ${MARKUP}`],
  ["audio/mpeg", `ID3${MARKUP}`],
  ["video/mp4", `\0\0\0\u0018ftypisom${MARKUP}`],
  ["text/event-stream", `event: ${MARKUP}\nid: ${MARKUP}\ndata: ${MARKUP}\n\n`],
  ["application/x-ndjson", `${JSON_BODY}\n${MARKUP}\n`],
  ["image/png", MARKUP],
  ["image/gif", `GIF89a/*${MARKUP}*/=0;${RUN}`],
  ["application/octet-stream", MARKUP],
  ["multipart/x-mixed-replace; boundary=x", `--x\r\nContent-Type: text/html\r\n\r\n${MARKUP}\r\n--x--`],
  ["", `<!doctype html>${MARKUP}`],
  [`text/html"><script>${RUN}</script>`, MARKUP],
];

// A trace fetches the images that it finds, which the policy would report.
test.use({ trace: "off" });

test("nothing that a backend answers runs in the portal", async ({ open, page, publisher, backend }) => {
  test.slow();
  let answer: [string, string] = ["text/plain", ""];
  backend.on("/hostile", (response) => {
    const [type, body] = answer;
    const headers: Record<string, string> = {
      "x-markup": MARKUP,
      [`x-${"a".repeat(10)}`]: "<img src=x onerror=alert(1)>",
      refresh: `0;url=javascript:${RUN}`,
      "content-security-policy": "script-src 'unsafe-inline' *",
      "set-cookie": "loggia_session=stolen",
      link: "</evil.js>; rel=preload; as=script",
      "service-worker-allowed": "/",
    };
    if (type) headers["content-type"] = type;
    response.writeHead(200, "<b>OK</b>", headers).end(body);
  });
  const api = await publisher.add({ name: "Hostile", service_url: backend.url });
  const address = await api.add({ display_name: "Hostile", url_template: "/hostile" });
  // The policy reports what it stops; nothing may even be tried.
  await page.addInitScript(() => {
    const reports: string[] = [];
    Object.assign(window, { reports });
    document.addEventListener("securitypolicyviolation", (event) => reports.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  page.on("dialog", (dialog) => dialog.accept().then(() => expect(dialog.message(), "no script asks anything").toBe("")));
  await open(address);
  const console = new TryIt(page);
  for (const [type, body] of ANSWERS) {
    answer = [type, body];
    await console.sendFor("200");
    const content = console.region("Response content");
    for (const look of ["Pretty", "Raw", "Preview"]) {
      const button = content.getByRole("button", { name: look, exact: true });
      if (await button.isVisible()) await button.click();
    }
    const state = await page.evaluate(() => ({
      ran: (window as unknown as { ran?: string }).ran ?? document.documentElement.dataset.ran ?? "nothing",
      reports: (window as unknown as { reports: string[] }).reports,
      polluted: ({} as { polluted?: boolean }).polluted ?? false,
      // A PDF document stands in a frame of its own bytes.
      foreign: document.querySelectorAll("section:is([aria-label='Response content'], [aria-label='Response headers']) :is(script, iframe:not([src^='blob:']), svg, base, meta, style, object, embed)").length,
    }));
    expect(state, type).toEqual({ ran: "nothing", reports: [], polluted: false, foreign: 0 });
  }
  expect((await page.context().cookies()).filter((cookie) => cookie.value === "stolen")).toEqual([]);
});
