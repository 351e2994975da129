// A person with an account of their own, whose sign-in a test changes.

import { expect, type Page } from "@playwright/test";

import { hydrated } from "./fixtures.ts";
import type { Server } from "./server.ts";

/** The password of all of them. */
const PASSWORD = "correct horse battery staple";

/** Somebody with an account, in front of a page. */
export class Person {
  readonly password = PASSWORD;

  private constructor(private readonly page: Page, readonly email: string) {}

  /** A new person whose address begins with `name`, and whom no other run of the test knows. */
  static add(page: Page, server: Server, name: string, run: { workerIndex: number; repeatEachIndex: number; retry: number }): Person {
    const person = new Person(page, `${name}${run.workerIndex}x${run.repeatEachIndex}x${run.retry}@example.com`);
    server.addUser(person.email, "developer", PASSWORD);
    return person;
  }

  /** Sends the password, on the way to the page about signing in. What comes then is up to their second factors. */
  async givePassword(): Promise<void> {
    await this.page.goto("/sign-in?next=%2Faccount%2Fsecurity");
    await hydrated(this.page);
    await this.page.getByLabel("E-mail").fill(this.email);
    await this.page.getByLabel("Password").fill(this.password);
    await this.page.getByRole("main").getByRole("button", { name: "Sign in", exact: true }).click();
  }

  async signOut(): Promise<void> {
    await this.page.getByRole("button", { name: "Sign out" }).click();
    await expect(this.page.getByRole("link", { name: "Sign in" })).toBeVisible();
    await hydrated(this.page);
  }
}
