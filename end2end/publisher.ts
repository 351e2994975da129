// An administrator who fills the catalog for a test, by posting the forms that people fill in.

import { type APIRequest, type APIRequestContext, expect } from "@playwright/test";

/** The fields of the form of an API; those that are left out are empty. */
type ApiFields = { name: string; service_url: string; published?: boolean; description?: string; tags?: string };

/** The fields of the form of an operation. */
type OperationFields = { display_name: string; url_template: string; verb?: string } & Record<string, string>;

/** An API in the portal. */
export type PublishedApi = {
  /** Its address in the portal. */
  address: string;
  /** Adds an operation and gives back its address in the portal. */
  add: (fields: OperationFields) => Promise<string>;
};

/** Somebody who has signed in and registers APIs. */
export class Publisher {
  private registered = 0;

  private constructor(private readonly request: APIRequestContext) {}

  static async signIn(requests: APIRequest, portal: string, account: { email: string; password: string }): Promise<Publisher> {
    const publisher = new Publisher(await requests.newContext({ baseURL: portal }));
    await publisher.post("/sign-in", account);
    return publisher;
  }

  /** Registers an API, published unless it says otherwise, at an address that no other test has. */
  async add({ published = true, ...fields }: ApiFields): Promise<PublishedApi> {
    const slug = `test-${++this.registered}`;
    const form = { ...fields, slug, suffix: slug, scheme: "https", ...(published && { published: "on" }) };
    await this.post("/admin/apis/new", form);
    return { address: `/apis/${slug}`, add: (operation) => this.addOperation(slug, operation) };
  }

  private async addOperation(api: string, fields: OperationFields): Promise<string> {
    const slug = `test-${++this.registered}`;
    await this.post(`/admin/apis/${api}/operations/new`, { verb: "GET", ...fields, slug });
    return `/apis/${api}/operations/${slug}`;
  }

  async leave(): Promise<void> {
    await this.request.dispose();
  }

  private async post(path: string, form: Record<string, string>): Promise<void> {
    const response = await this.request.post(path, { form, maxRedirects: 0 });
    expect(response.status(), `POST ${path}: ${await response.text()}`).toBe(303);
  }
}
