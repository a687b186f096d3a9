import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { database, rows } from "@/db/client";
import { copyOfServiceCenters } from "@/server/contexts/customer/projections/service-centers/copy-centers";
import { locationEvent } from "@/server/contexts/location/contract/events";
import { appendEvents } from "@/server/platform/events";
import { inTransaction } from "@/server/platform/verb";
import { consumeBatch } from "@/server/workers/consumers";
import { checkReadModel, rebuildReadModel } from "@/server/workers/read-models";
import { insideVerb } from "@/test-support/calls";
import { freshDatabases } from "@/test-support/database";
import { numberAllCommitted } from "@/test-support/feed";
import { gent } from "@/test-support/network";
import { consumerOf } from "./projection";

freshDatabases();
const consumer = consumerOf(copyOfServiceCenters);
const { currency: _, ...facts } = gent;

async function announce(count: number, phone: string): Promise<void> {
  await inTransaction(insideVerb("location", "test"), async (ctx) => {
    for (let n = 0; n < count; n++) {
      const center = { ...facts, id: `center-${n}`, phone };
      await appendEvents(ctx, `service_center-${center.id}`, [
        locationEvent("location.service_center_opened.v1", center),
      ]);
    }
  });
  await numberAllCommitted("location");
}

async function change(statement: ReturnType<typeof sql>): Promise<void> {
  const customer = await database("customer");
  await customer.write((tx) => tx.execute(statement));
}

async function phones(): Promise<string[]> {
  const customer = await database("customer");
  const found = await customer.read((tx) =>
    rows<{ phone: string }>(tx, sql`select distinct phone from customer.service_centers order by phone`),
  );
  return found.map(({ phone }) => phone);
}

const same = { table: "service_centers", rows: 20, missing: 0, wrong: 0, examples: [] };

test("a read model that followed its feed is the same as one built anew", async () => {
  await announce(20, "+32 1");
  await announce(20, "+32 2");
  await consumeBatch(consumer);
  expect(await checkReadModel(copyOfServiceCenters)).toEqual([same]);
});

test("a check finds a row that is gone, one that is changed and one too many; a rebuild puts all three right", async () => {
  await change(sql`delete from customer.service_centers where id = 'center-1'`);
  await change(sql`update customer.service_centers set city = 'Elsewhere' where id = 'center-2'`);
  await change(sql`insert into customer.service_centers
    select 'ghost', name, street, postcode, city, country, time_zone, phone, lat, lng
      from customer.service_centers where id = 'center-3'`);
  const [found] = await checkReadModel(copyOfServiceCenters);
  expect(found).toMatchObject({ rows: 20, missing: 2, wrong: 2 });
  expect(await rebuildReadModel(copyOfServiceCenters)).toMatchObject([{ missing: 2, wrong: 2 }]);
  expect(await checkReadModel(copyOfServiceCenters)).toEqual([same]);
});

test("what the live consumer has not seen yet is no difference, and is not given to it by a rebuild", async () => {
  await announce(20, "+32 3");
  expect(await checkReadModel(copyOfServiceCenters)).toEqual([same]);
  await rebuildReadModel(copyOfServiceCenters);
  expect(await phones()).toEqual(["+32 2"]);
  await consumeBatch(consumer);
  expect(await phones()).toEqual(["+32 3"]);
});

test("rebuilt again and again while events come in, nothing is lost and nothing is old", async () => {
  const live = { going: true };
  const consuming = (async () => {
    while (live.going) await consumeBatch(consumer);
  })();
  let [rebuilt, last] = [0, ""];
  const writing = (async () => {
    for (let n = 0; n < 8 || rebuilt === 0; n++) {
      last = `+32 9${n}`;
      await announce(20, last);
    }
    await change(sql`delete from customer.service_centers where id = 'center-7'`);
  })();
  const done = writing.then(() => "done");
  while ((await Promise.race([done, rebuildReadModel(copyOfServiceCenters)])) !== "done") rebuilt += 1;
  live.going = false;
  await consuming;
  while ((await consumeBatch(consumer)) > 0);
  await rebuildReadModel(copyOfServiceCenters);
  expect(await checkReadModel(copyOfServiceCenters)).toEqual([same]);
  expect(await phones()).toEqual([last]);
});
