import { sql } from "drizzle-orm";
import { z } from "zod";
import { rows } from "@/db/client";
import { jobSchemaOf } from "@/db/job-store";
import type { ContextName } from "@/server/kernel/context-name";
import type { Call, ReadContext } from "./call";
import { staffWith } from "./policy";
import { router } from "./trpc";
import { reading, verb } from "./verb";

const listOutput = z.object({
  jobs: z.array(
    z.object({
      queue: z.string(),
      /** Those that wait for their time too. */
      waiting: z.number().int(),
      active: z.number().int(),
      failed: z.number().int(),
    }),
  ),
});

/** `<context>.jobs.list`: what stands in the context's queues. */
export function jobVerbs(context: ContextName) {
  return router({
    list: verb(context, staffWith("admin")).output(listOutput).query(reading(listJobs)),
  });
}

async function listJobs({ ctx }: Call<ReadContext, unknown>): Promise<z.infer<typeof listOutput>> {
  const jobs = sql.identifier(jobSchemaOf(ctx.context));
  const found = await rows<z.infer<typeof listOutput>["jobs"][number]>(
    ctx.tx,
    sql`select q.name as queue,
          count(*) filter (where j.state in ('created', 'retry'))::int as waiting,
          count(*) filter (where j.state = 'active')::int as active,
          count(*) filter (where j.state = 'failed')::int as failed
        from ${jobs}.queue q left join ${jobs}.job j on j.name = q.name
        where q.name not like '\_\_pgboss%'
        group by q.name order by q.name`,
  );
  return { jobs: found };
}
