import type { Database, Databases } from "@/db/client";

/** Databases of a process that dies at one of its points: before a transaction begins, or once it has committed. */
export interface MortalDatabases extends Databases {
  /** How many points were passed. */
  passed(): number;
}

/** From the point on nothing reaches the database any more, as if the process were gone. */
export function mortalDatabases(real: Databases, diesAt: number): MortalDatabases {
  let points = 0;
  const point = () => {
    points += 1;
    if (points > diesAt) throw new Error("the process was killed");
  };
  const around = async <T>(work: () => Promise<T>): Promise<T> => {
    point();
    const result = await work();
    point();
    return result;
  };
  const mortal = (database: Database): Database => ({
    ...database,
    read: (work) => around(() => database.read(work)),
    write: (work) => around(() => database.write(work)),
    statement: (work) => around(() => database.statement(work)),
    prepare: (gid, work) => around(() => database.prepare(gid, work)),
    commitPrepared: (gid) => around(() => database.commitPrepared(gid)),
    rollbackPrepared: (gid) => around(() => database.rollbackPrepared(gid)),
    prepared: () => around(() => database.prepared()),
  });
  return { ...real, of: (schema) => mortal(real.of(schema)), passed: () => points };
}
