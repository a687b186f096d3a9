import { randomUUID } from "node:crypto";
import { type APIRequestContext, expect } from "@playwright/test";

export interface Slot {
  start: string;
  available: boolean;
}
export interface Booked {
  reference: string;
  trackingUrl: string;
  trackingToken: string;
}
interface Hold {
  holdId: string;
}

/** What a repair is booked for; a journey through the screens and one through REST take the same. */
export interface Wish {
  centre: string;
  device: string;
  fault: string;
}

/** The doors for programs: what a journey needs beside its screens is done here, because it is faster. */
export class Rest {
  constructor(private readonly request: APIRequestContext) {}

  async get<Body>(path: string): Promise<Body> {
    const answer = await this.request.get(`/api/v1${path}`);
    expect(answer.status(), `GET ${path}`).toBe(200);
    return answer.json();
  }

  post(path: string, data: unknown = {}, headers: Record<string, string> = {}) {
    return this.request.post(`/api/v1${path}`, { data, headers });
  }

  async release(holdId: string): Promise<void> {
    await this.post(`/slot-holds/${holdId}/release`);
  }

  async freeStarts({ centre, fault }: Wish, days = 31): Promise<string[]> {
    const path = `/service-centers/${centre}/slots?method=drop_off&faultId=${fault}&days=${days}`;
    const found = await this.get<{ days: { slots: Slot[] }[] }>(path);
    return found.days.flatMap((day) => day.slots.filter((slot) => slot.available).map(({ start }) => start));
  }

  /** A hold's id, or undefined when nobody is left who could do it then. */
  async hold({ centre, fault }: Wish, start: string): Promise<string | undefined> {
    const answer = await this.post("/slot-holds", {
      serviceCenterId: centre,
      method: "drop_off",
      faultId: fault,
      start,
    });
    if (answer.status() === 409) return undefined;
    expect(answer.status(), "the slot is held").toBe(201);
    return ((await answer.json()) as Hold).holdId;
  }

  async book(
    wish: Wish,
    holdId: string,
    more: { name?: string; description?: string } = {},
  ): Promise<Booked> {
    const { name = "Ana Peeters", description } = more;
    const body = {
      holdId,
      deviceId: wish.device,
      faultId: wish.fault,
      ...(description === undefined ? {} : { description }),
      contact: { name, email: "ana.peeters@example.org", locale: "en" },
    };
    const answer = await this.post("/bookings", body, { "idempotency-key": randomUUID() });
    expect(answer.status(), "the repair is booked").toBe(201);
    return answer.json();
  }

  /** Takes places at this time until one is left: whoever is second then comes too late. */
  async leaveOnePlace(wish: Wish, start: string): Promise<void> {
    let held = await this.hold(wish, start);
    while (held !== undefined) {
      const next = await this.hold(wish, start);
      if (next === undefined) return this.release(held);
      await this.book(wish, held);
      held = next;
    }
  }
}
