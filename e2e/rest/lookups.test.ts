import { describe, expect, test } from "vitest";
import { expectProblem, rest } from "./call";

interface Place {
  id: string;
  name: string;
  region: string;
  country: string;
  lat: number;
  lng: number;
}
interface Coverage {
  covered: boolean;
  hint?: string;
  options: {
    serviceCenterId: string;
    name: string;
    method: string;
    distanceMeters: number;
    fee: { amountMinor: number; currency: string };
  }[];
}
interface ServiceCenter {
  id: string;
  name: string;
  city: string;
  country: string;
  lat: number;
  lng: number;
  timeZone: string;
  methods: string[];
}

const methods = ["drop_off", "on_site", "pickup", "mail_in"];

describe("places", () => {
  test.each([
    ["Gent", "Gent", "BE"],
    ["ghent", "Gent", "BE"],
    ["Kreuzberg", "Kreuzberg", "DE"],
    ["lodz", "Łódź", "PL"],
    ["Łódź", "Łódź", "PL"],
    ["Cork", "Cork", "IE"],
    ["munchen", "München", "DE"],
    ["MUNICH", "München", "DE"],
    ["berl", "Berlin", "DE"],
  ])("%s finds %s in %s first", async (typed, name, country) => {
    const { status, body } = await rest<{ places: Place[] }>(
      "GET",
      `/places?q=${encodeURIComponent(typed)}&limit=5`,
    );
    expect(status).toBe(200);
    expect(body.places.length).toBeLessThanOrEqual(5);
    expect(body.places[0]).toMatchObject({ name, country });
  });

  test("a place that doesn't exist is an empty list", async () => {
    const { status, body } = await rest<{ places: Place[] }>("GET", "/places?q=qqqqzzzzxxxx");
    expect([status, body.places]).toEqual([200, []]);
  });

  test.each(["/places", "/places?q=", "/places?q=a&limit=0", "/places?q=a&limit=1e9"])(
    "%s is refused",
    async (path) => {
      expectProblem(await rest("GET", path), 400, "invalid_input");
    },
  );
});

describe("coverage", () => {
  test("Berlin's centre is served in several ways, best first", async () => {
    const { status, body } = await rest<Coverage>("GET", "/coverage?lat=52.52&lng=13.405");
    expect(status).toBe(200);
    expect(body.covered).toBe(true);
    expect(new Set(body.options.map((option) => option.method)).size).toBeGreaterThan(1);
    for (const option of body.options) {
      expect(methods).toContain(option.method);
      expect(Number.isSafeInteger(option.fee.amountMinor)).toBe(true);
      expect(option.fee.currency).toMatch(/^[A-Z]{3}$/);
      expect(option.distanceMeters).toBeGreaterThanOrEqual(0);
    }
  });

  test("the middle of the North Sea is served by nobody, and the answer says so", async () => {
    const { status, body } = await rest<Coverage>("GET", "/coverage?lat=56.5&lng=3.2");
    expect(status).toBe(200);
    expect(body).toMatchObject({ covered: false, options: [], hint: expect.any(String) });
  });

  test("swapped coordinates are noticed", async () => {
    const { body } = await rest<Coverage>("GET", "/coverage?lat=13.405&lng=52.52");
    expect(body).toMatchObject({ covered: false, hint: "swapped" });
  });

  test.each(["lat=91&lng=0", "lat=0&lng=181", "lat=-90.1&lng=10"])(
    "%s is outside the world",
    async (query) => {
      expectProblem(await rest("GET", `/coverage?${query}`), 400, "coordinates_out_of_range");
    },
  );

  test.each(["", "lat=52", "lat=abc&lng=13", "lat=NaN&lng=13", "lat=&lng="])(
    "'%s' is no point",
    async (query) => {
      expectProblem(await rest("GET", `/coverage?${query}`), 400, "invalid_input");
    },
  );
});

describe("service centres", () => {
  test("there are at least 60 in at least 20 countries", async () => {
    const { body } = await rest<{ serviceCenters: ServiceCenter[] }>("GET", "/service-centers");
    expect(body.serviceCenters.length).toBeGreaterThanOrEqual(60);
    expect(new Set(body.serviceCenters.map((center) => center.country)).size).toBeGreaterThanOrEqual(20);
  });

  test("each can be asked for by its id", async () => {
    const { body } = await rest<{ serviceCenters: ServiceCenter[] }>("GET", "/service-centers");
    const [first] = body.serviceCenters;
    const one = await rest<{ serviceCenters: ServiceCenter[] }>("GET", `/service-centers/${first?.id}`);
    expect(one.body.serviceCenters[0]).toMatchObject({ ...first });
  });

  test("an unknown one is not found", async () => {
    expectProblem(await rest("GET", "/service-centers/nowhere"), 404, "unknown_service_center");
  });
});

describe("devices and faults", () => {
  test("a device is found with a typo, and its faults have names in the asked language", async () => {
    const { body } = await rest<{ devices: { id: string; brand: string; model: string; kind: string }[] }>(
      "GET",
      "/devices?q=macbok%20air",
    );
    const [device] = body.devices;
    expect(device?.model).toMatch(/MacBook Air/i);
    const path = `/faults?deviceId=${device?.id}`;
    const english = await rest<{ faults: { id: string; name: string }[] }>("GET", path, undefined, {
      "accept-language": "en",
    });
    const german = await rest<{ faults: { id: string; name: string }[] }>("GET", path, undefined, {
      "accept-language": "de",
    });
    expect(english.body.faults.length).toBeGreaterThan(3);
    expect(german.body.faults.map((fault) => fault.id)).toEqual(english.body.faults.map((fault) => fault.id));
    expect(german.body.faults[0]?.name).not.toBe(english.body.faults[0]?.name);
  });

  test("an unknown device is not found", async () => {
    expectProblem(await rest("GET", "/faults?deviceId=no-such-thing"), 404, "unknown_device");
  });
});

test("an address that doesn't exist is a problem too, and a wrong method names the right ones", async () => {
  expectProblem(await rest("GET", "/no-such-thing"), 404, "not_found");
  const wrong = await rest("DELETE", "/places");
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET"]);
});

test("problems speak the caller's language", async () => {
  const german = expectProblem(
    await rest("GET", "/service-centers/nowhere", undefined, { "accept-language": "de" }),
    404,
    "unknown_service_center",
  );
  const english = expectProblem(await rest("GET", "/service-centers/nowhere"), 404, "unknown_service_center");
  expect(german.title).not.toBe(english.title);
});
