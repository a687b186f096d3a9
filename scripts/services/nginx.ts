import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { userInfo } from "node:os";
import { join } from "node:path";
import { ensureInstalled, findProgram, wishes } from "./packages";
import { freePort, localDir } from "./state";

/** nginx in front of portals, with its own defaults: answers are buffered unless they say otherwise. */
export async function startNginx(
  portals: readonly string[],
  say: (line: string) => void,
): Promise<{ url: string; stop(): Promise<void> }> {
  ensureInstalled(wishes.nginx, say);
  const port = await freePort();
  const dir = join(localDir, `nginx-${port}`);
  mkdirSync(dir, { recursive: true });
  const file = join(dir, "nginx.conf");
  writeFileSync(file, settings(dir, port, portals));
  const errors = join(dir, "error.log");
  const child = spawn(findProgram("nginx") ?? "nginx", ["-c", file, "-e", errors, "-p", dir], {
    stdio: "ignore",
  });
  await answers(port, child);
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  return {
    url: `http://127.0.0.1:${port}`,
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

function settings(dir: string, port: number, portals: readonly string[]): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
user ${userInfo().username};
worker_processes 1;
pid ${dir}/nginx.pid;
events { worker_connections 4096; }
http {
  access_log off;
${temporary.map((name) => `  ${name}_temp_path ${dir}/${name};`).join("\n")}
  upstream portal {
${portals.map((url) => `    server ${new URL(url).host};`).join("\n")}
    keepalive 16;
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://portal;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_read_timeout 75s;
    }
  }
}
`;
}

async function answers(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + 10_000;
  while (!(await connects(port))) {
    if (child.exitCode !== null || Date.now() > until) {
      throw new Error(`nginx does not answer; see .local/nginx-${port}/error.log`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function connects(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      done(true);
    });
    socket.once("error", () => done(false));
  });
}
