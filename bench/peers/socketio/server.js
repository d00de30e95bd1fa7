// What Hustings' live gateway does, with Socket.IO as in production: something is written to PostgreSQL, and once that
// is durable everybody in the room hears of it. Websocket only, no compression, no adapter, because there is one node.
// Settings come from the environment: PORT, and libpq's PGHOST, PGUSER, PGDATABASE.

import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import process from "node:process";
import pg from "pg";
import { Server } from "socket.io";

const pool = new pg.Pool({ max: 16 });
const heard = new Map();

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  if (request.method !== "POST" || pathname !== "/happened") return response.writeHead(404).end();
  const org = searchParams.get("org");
  const id = searchParams.get("id");
  try {
    await pool.query({
      name: "happened",
      text: "insert into happened (org_id, noun, id, kind, at) values ($1, $2, $3, $4, $5)",
      values: [org, "member", id, "member.changed", new Date()],
    });
  } catch (error) {
    console.error(error);
    return response.writeHead(500).end();
  }
  tell(org, id);
  response.writeHead(204).end();
});

const io = new Server(server, {
  transports: ["websocket"],
  perMessageDeflate: false,
  httpCompression: false,
  serveClient: false,
});

io.on("connection", (socket) => {
  socket.on("subscribe", async ({ org, topic }, answer) => {
    await socket.join(`${org} ${topic}`);
    answer({ ok: true });
  });
});

// The same message as ours, to the byte.
function tell(org, id) {
  const topic = "members";
  const number = (heard.get(org) ?? 0) + 1;
  heard.set(org, number);
  const cursor = randomBytes(40).toString("base64url");
  const notice = { org, topic, number, cursor, noun: "member", id, kind: "member.changed" };
  io.to(`${org} ${topic}`).emit("changed", notice);
}

server.listen(Number(process.env.PORT), "127.0.0.1");
