// An authenticated read of one row by its key, as Fastify with node-postgres does it in production: one worker per
// core, prepared statements, serialisation by schema, no log of single requests.
// Settings come from the environment: PORT, SESSION_SECRET, WORKERS, PEER_ROLE and libpq's PGHOST, PGUSER, PGDATABASE.

import cluster from "node:cluster";
import process from "node:process";
import cookie from "@fastify/cookie";
import jwt from "@fastify/jwt";
import Fastify from "fastify";
import pg from "pg";

const workers = Number(process.env.WORKERS);

if (cluster.isPrimary) {
  for (let started = 0; started < workers; started += 1) cluster.fork();
  cluster.on("exit", () => process.exit(1));
} else {
  await serve();
}

async function serve() {
  const pool = new pg.Pool({ max: 16, options: `-c role=${process.env.PEER_ROLE}` });
  const app = Fastify({ logger: false });
  await app.register(cookie);
  await app.register(jwt, {
    secret: process.env.SESSION_SECRET,
    cookie: { cookieName: "session", signed: false },
    verify: { algorithms: ["HS256"] },
  });

  const schema = {
    params: {
      type: "object",
      properties: { org: { type: "string", format: "uuid" }, member: { type: "string", format: "uuid" } },
    },
    response: {
      200: {
        type: "object",
        properties: {
          id: { type: "string" },
          name: { type: "string" },
          status: { type: "string" },
          joined_at: { type: "string", format: "date-time" },
        },
      },
    },
  };

  app.get("/v1/orgs/:org/members/:member", { schema }, async (request, reply) => {
    await request.jwtVerify();
    if (request.user.org !== request.params.org) return reply.code(404).send();
    const member = await read(pool, request.params.org, request.params.member);
    return member ?? reply.code(404).send();
  });

  await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
}

async function read(pool, organisation, member) {
  const client = await pool.connect();
  try {
    if (client.organisation !== organisation) {
      await client.query("select set_config('app.org_id', $1, false)", [organisation]);
      client.organisation = organisation;
    }
    const { rows } = await client.query({
      name: "member",
      text: "select id, name, status, joined_at from members where org_id = $1 and id = $2",
      values: [organisation, member],
    });
    return rows[0];
  } finally {
    client.release();
  }
}
