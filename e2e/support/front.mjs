// Serves a freshly built web client before a server that carries an older one, or none: for working on screens without
// building the binary anew. The tests that count run against the files in the binary.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { extname, join, normalize } from "node:path";

const SERVERS_OWN =
  /^\/(v1|openapi\.json|reference|problems|healthz|readyz|metrics|socket\.io|graphql|collab)(\/|$|\.|\?)/;
const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};
/** What the server sends with pages. */
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export async function serveFolder(folder, port) {
  const front = createServer((asked, answer) => void serve(folder, port, asked, answer));
  front.on("upgrade", (asked, socket, head) => passUpgradeOn(port, asked, socket, head));
  await new Promise((resolve) => front.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${front.address().port}`,
    close: () =>
      new Promise((resolve) => {
        front.close(resolve);
        front.closeAllConnections();
      }),
  };
}

async function serve(folder, port, asked, answer) {
  const { pathname } = new URL(asked.url, "http://localhost");
  if (SERVERS_OWN.test(asked.url)) return passOn(port, asked, answer);
  const file = join(folder, normalize(pathname));
  const found = await stat(file).catch(() => null);
  const path = found?.isFile() ? file : !(extname(pathname) in KINDS) ? join(folder, "index.html") : null;
  if (!path) {
    answer.writeHead(404).end();
    return;
  }
  const kind = KINDS[extname(path)] ?? "application/octet-stream";
  answer.writeHead(200, {
    "content-type": kind,
    "cache-control": "no-cache",
    "content-security-policy": kind.startsWith("text/html") ? POLICY : "default-src 'self'",
  });
  createReadStream(path).pipe(answer);
}

function passOn(port, asked, answer) {
  const onwards = request(
    { host: "127.0.0.1", port, path: asked.url, method: asked.method, headers: asked.headers },
    (reply) => {
      answer.writeHead(reply.statusCode, reply.headers);
      reply.pipe(answer);
    },
  );
  // As if there were no server at all.
  onwards.on("error", () => answer.destroy());
  asked.pipe(onwards);
}

/** A connection that stays: byte by byte, both ways. */
function passUpgradeOn(port, asked, socket, head) {
  const onwards = connect(port, "127.0.0.1", () => {
    const headers = [];
    for (let at = 0; at < asked.rawHeaders.length; at += 2) {
      headers.push(`${asked.rawHeaders[at]}: ${asked.rawHeaders[at + 1]}\r\n`);
    }
    onwards.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${headers.join("")}\r\n`);
    onwards.write(head);
    onwards.pipe(socket).pipe(onwards);
  });
  onwards.on("error", () => socket.destroy());
  socket.on("error", () => onwards.destroy());
}

/** The same server at another address; after `release()` its service worker is that of a newer release. */
export async function serveReleases(url) {
  let text = "";
  const front = createServer((asked, answer) => {
    const headers = { ...asked.headers, host: new URL(url).host, "accept-encoding": "identity" };
    if (asked.url === "/sw.js") for (const name of ["if-none-match", "if-modified-since"]) delete headers[name];
    const onwards = request(new URL(asked.url, url), { method: asked.method, headers }, (reply) => {
      if (asked.url === "/sw.js") delete reply.headers["content-length"];
      answer.writeHead(reply.statusCode, reply.headers);
      reply.on("data", (part) => answer.write(part));
      reply.on("end", () => answer.end(asked.url === "/sw.js" ? text : undefined));
    });
    onwards.on("error", () => answer.destroy());
    asked.pipe(onwards);
  });
  await new Promise((resolve) => front.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${front.address().port}`,
    release: () => (text += "// A newer release.\n"),
    close: () =>
      new Promise((resolve) => {
        front.close(resolve);
        front.closeAllConnections();
      }),
  };
}
