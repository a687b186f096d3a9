import { berlin, pick, stepAddress } from "./support/booking";
import { expect, test } from "./support/test";

for (const [asked, path, question] of [
  ["de-AT", "/de", "Wo steht Ihr Computer?"],
  ["fr-BE", "/fr", "Où est votre ordinateur ?"],
  ["nl-NL", "/en", "Where is your computer?"],
  ["sv-SE", "/en", "Where is your computer?"],
] as const) {
  test(`whose browser speaks ${asked} is greeted at ${path}`, async ({ newPerson }) => {
    const page = await newPerson({ locale: asked });
    await page.goto("/");
    await expect(page).toHaveURL(new RegExp(`${path}$`));
    await expect(page.getByRole("heading", { level: 1, name: question })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", path.slice(1));
  });
}

test("another language shows the same page, and is kept for the next visit", async ({ page }) => {
  await page.goto("/en/find?place=Gent&lat=51.05&lng=3.71667");
  const languages = page.getByRole("combobox", { name: "Language" });
  await expect(async () => {
    await languages.selectOption("Deutsch", { timeout: 3_000 });
    await expect(page).toHaveURL(/\/de\/find\?place=Gent/, { timeout: 5_000 });
  }).toPass();
  await expect(page.getByRole("heading", { level: 2 }).first()).toContainText("Gent");
  await page.goto("/");
  await expect(page).toHaveURL(/\/de$/);
});

test("a booking in German asks, prices and refuses in German", async ({ page }) => {
  await page.goto("/de/book/device");
  await expect(page.getByRole("heading", { level: 1, name: "Was ist kaputt?" })).toBeVisible();
  const onward = page.getByRole("button", { name: "Preis ansehen" });
  const refusal = page.getByRole("main").getByRole("alert");
  await expect(async () => {
    await onward.click({ timeout: 3_000 });
    await expect(refusal).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(refusal).toContainText("Gerät");
  await pick(page, "Ihr Gerät", "macbook air m2", /MacBook Air M2/);
  await page.getByRole("radio", { name: "Bildschirm gesprungen oder schwarz" }).check();
  await onward.click();
  await expect(page.getByRole("heading", { level: 1, name: "Was es kostet" })).toBeVisible();
  await expect(
    page
      .getByRole("main")
      .getByText(/^\d+\s?–\s?\d+\s€$/)
      .first(),
  ).toBeVisible();
});

test("a page that isn't there says so kindly, in the person's language, and leads home", async ({
  newPerson,
  complaints,
}) => {
  complaints.expect(/404/);
  for (const [language, path, words] of [
    ["de", "/de/werkstatt/unbekannt", "Diese Leiterbahn führt ins Leere."],
    ["fr", "/fr/nulle-part", "Cette piste ne mène nulle part."],
    ["en", "/en/find/nowhere", "This trace leads nowhere."],
    ["de", "/gibt-es-nicht", "Diese Leiterbahn führt ins Leere."],
  ] as const) {
    const page = await newPerson({ locale: language });
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.getByRole("heading", { level: 1, name: words })).toBeVisible();
    await page.getByRole("main").getByRole("link").click();
    await expect(page).toHaveURL(new RegExp(`/${language}$`));
    await page.close();
  }
});

test("a wrong tracking link says what is wrong with it and what to do, and nothing about any repair", async ({
  page,
}) => {
  await page.goto("/de/track/so-einen-gibt-es-nicht");
  await expect(
    page.getByRole("heading", { level: 1, name: "Dieser Link funktioniert nicht." }),
  ).toBeVisible();
  await expect(page.getByText(/Prüfen Sie, ob er vollständig kopiert ist/)).toBeVisible();
  await expect(page.getByRole("main").getByRole("link")).toHaveAttribute("href", "/de/find");
  await page.goto(`/en/track/${"a".repeat(4_000)}`);
  await expect(page.getByRole("heading", { level: 1, name: "This link does not work." })).toBeVisible();
});

test("a guest who asks for a staff page is asked to sign in, and sees the page afterwards or never", async ({
  page,
}) => {
  for (const path of ["/desk", "/manage", "/work"]) {
    await page.goto(path);
    await expect(page).toHaveURL((url) => url.searchParams.get("next") === path);
    await expect(page.getByRole("heading", { level: 1, name: "Staff sign-in" })).toBeVisible();
  }
  const forms: Record<string, string>[] = [
    { rsc: "1" },
    { rsc: "1", "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    { "x-middleware-next": "1" },
  ];
  for (const headers of forms) {
    const answer = await page.request.get("/desk", { headers, maxRedirects: 0 });
    expect(await answer.text()).not.toMatch(/MC-[0-9A-Z]{4}-[0-9A-Z]{2}|mycomputer\.example/);
    expect(answer.status()).toBeGreaterThanOrEqual(300);
  }
});

test("nobody there to help: a place at sea, outside the network, or with its coordinates swapped gets a clear word", async ({
  page,
}) => {
  const at = (place: string, lat: string, lng: string) => {
    const { device, fault } = berlin;
    return `/en/book/centre?${new URLSearchParams({ device, fault, place, lat, lng })}`;
  };
  const content = page.getByRole("main");
  await page.goto(at("Dogger Bank", "54.7", "2.2"));
  await expect(content.getByText("Dogger Bank lies in the sea. We only come on land.")).toBeVisible();
  await page.goto(at("Gent", "3.717", "51.054"));
  await expect(content.getByText(/Perhaps latitude and longitude are swapped/)).toBeVisible();
  await page.goto(at("Ankara", "39.93", "32.86"));
  await expect(content.getByText("None of our centres serves Ankara yet.")).toBeVisible();
  await content.getByRole("link", { name: "Look somewhere else" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Where is it?" })).toBeVisible();
});

test("an address that names a time of long ago, or nonsense, leads to the question that is open", async ({
  page,
  complaints,
}) => {
  complaints.expect(/4(09|22|00)/);
  await page.goto(stepAddress("contact", berlin, { start: "2020-01-01T09:00:00Z" }));
  await expect(page.getByRole("main").getByRole("alert")).toContainText(/does not offer this time/);
  await page.getByRole("link", { name: "Choose another time" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "When suits you?" })).toBeVisible();
  await page.goto("/en/book/check?device=nonsense&lat=999&start=soon&method=teleport");
  await expect(page.getByRole("heading", { level: 1, name: "What is broken?" })).toBeVisible();
});
