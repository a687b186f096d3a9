import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../packages";
import { localDir } from "../state";

const oldestJava = 17;
const here = import.meta.dirname;
/** The release's jars with their SHA-256 digests, as they were when this version was chosen. */
const digests: Record<string, string> = JSON.parse(readFileSync(join(here, "jars.json"), "utf8"));
export const kafkaVersion = /kafka_[\d.]+-([\d.]+)\.jar/.exec(Object.keys(digests).join(" "))?.[1] ?? "";
// Pinned like the jars, so that no newer plugin is fetched in its place.
const copy = "org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies";

export const jarsDir = join(localDir, "kafka", "libs");

/** A Java that can run the broker, or a sentence that says what is missing. */
export function findJava(): string {
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, "bin/java") : findProgram("java");
  if (!java || !existsSync(java)) throw new Error(`Kafka needs Java ${oldestJava} or later.`);
  const said = spawnSync(java, ["-version"], { encoding: "utf8" }).stderr;
  const version = Number(/version "(\d+)/.exec(said)?.[1] ?? 0);
  if (version < oldestJava)
    throw new Error(`Kafka needs Java ${oldestJava} or later; ${java} is ${version}.`);
  return java;
}

/** Fetches the broker's jars once, and refuses any whose digest is not the committed one. */
export function ensureJars(say: (line: string) => void): void {
  if (problemsOf(jarsDir).length === 0) return;
  const maven = findProgram("mvn");
  if (!maven) throw new Error("Kafka's jars are fetched with Maven, which is not installed.");
  say("fetching Kafka's jars with Maven (once, 43 MB)");
  mkdirSync(jarsDir, { recursive: true });
  const args = ["-q", "-B", "-f", join(here, "pom.xml"), copy, `-DoutputDirectory=${jarsDir}`];
  const fetched = spawnSync(maven, [...args, "-DincludeScope=runtime"], {
    encoding: "utf8",
    timeout: 300_000,
  });
  const problems = problemsOf(jarsDir);
  if (problems.length === 0) return;
  const why = fetched.status === 0 ? problems.slice(0, 3).join("; ") : lastLine(fetched.stdout);
  throw new Error(`Kafka's jars could not be fetched: ${why}`);
}

/** What is missing, foreign or not as it was published. */
export function problemsOf(dir: string, expected = digests): string[] {
  const present = existsSync(dir) ? readdirSync(dir).filter((file) => file.endsWith(".jar")) : [];
  const foreign = present.filter((file) => !(file in expected)).map((file) => `${file} is not expected`);
  const wrong = Object.entries(expected).flatMap(([file, digest]) => {
    if (!present.includes(file)) return [`${file} is missing`];
    const found = createHash("sha256")
      .update(readFileSync(join(dir, file)))
      .digest("hex");
    return found === digest ? [] : [`${file} is not what was published (its SHA-256 digest differs)`];
  });
  return [...foreign, ...wrong];
}

function lastLine(text: string): string {
  return text.split("\n").find((line) => line.includes("ERROR")) ?? text.trim().split("\n").at(-1) ?? "";
}
