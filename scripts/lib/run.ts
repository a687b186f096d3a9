import { spawn } from "node:child_process";
import { join } from "node:path";

export type Ran = { code: number; output: string };

/** Runs a program of node_modules/.bin on our own Node. With `live`, its output goes to the screen as it comes. */
export function runTool(
  name: string,
  args: string[],
  options: { live?: boolean; env?: Record<string, string | undefined> } = {},
): Promise<Ran> {
  return runNode([join("node_modules/.bin", name), ...args], options);
}

export function runNode(
  args: string[],
  { live = false, env = {} }: { live?: boolean; env?: Record<string, string | undefined> } = {},
): Promise<Ran> {
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", live ? "inherit" : "pipe", live ? "inherit" : "pipe"],
    env: { ...process.env, ...env },
  });
  let output = "";
  const keep = (part: Buffer) => {
    output += part.toString();
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return new Promise((done) => {
    child.once("error", (error) => done({ code: 1, output: `${output}${error.message}` }));
    child.once("close", (code) => done({ code: code ?? 1, output }));
  });
}
