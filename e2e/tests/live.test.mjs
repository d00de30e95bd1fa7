import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { io } from "socket.io-client";
import { addMember, found, setUp } from "../support/people.mjs";
import { startServer } from "../support/server.mjs";

// Generous: only a test that fails waits so long.
const PATIENCE = 30_000;
const TRANSPORTS = {
  polling: { transports: ["polling"] },
  websocket: { transports: ["websocket"] },
  upgrade: { transports: ["polling", "websocket"] },
};

let server;
let world;

before(async () => {
  server = await startServer();
  world = await setUp(server);
});
after(() => server?.stop());

function open(token, options) {
  return io(server.url, {
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    extraHeaders: token ? { authorization: `Bearer ${token}` } : {},
    ...options,
  });
}

/** The next event of this name that fits. */
function next(socket, name, fits = () => true) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${name} came`)), PATIENCE);
    const hear = (heard) => {
      if (!fits(heard)) return;
      clearTimeout(late);
      socket.off(name, hear);
      resolve(heard);
    };
    socket.on(name, hear);
  });
}

const ask = (socket, name, body) => socket.timeout(PATIENCE).emitWithAck(name, body);

for (const [name, options] of Object.entries(TRANSPORTS)) {
  test(`a stock client hears of changes over ${name}`, async () => {
    const socket = open(world.admin.token, options);
    try {
      if (name === "upgrade") {
        await next(socket, "connect");
        if (socket.io.engine.transport.name !== "websocket") await next(socket.io.engine, "upgrade");
      }
      const answer = await ask(socket, "subscribe", { org: world.org, topic: "members" });
      assert.equal(answer.ok, true, JSON.stringify(answer));
      const heard = [];
      socket.on("changed", (notice) => heard.push(notice));
      const { id } = await addMember(server, world.admin, world.org, { email: `${name}@example.org`, name });
      const notice = heard.find((one) => one.id === id) ?? (await next(socket, "changed", (one) => one.id === id));
      assert.deepEqual(
        { ...notice, cursor: undefined, number: undefined },
        {
          org: world.org,
          topic: "members",
          noun: "member",
          id,
          kind: "member.joined",
          cursor: undefined,
          number: undefined,
        },
      );
    } finally {
      socket.disconnect();
    }
  });

  test(`a stock client is told over ${name} why it is not let in`, async () => {
    for (const [options_, code] of [
      [{}, "not-signed-in"],
      [{ auth: { key: "hk_nonsense" } }, "key-invalid"],
    ]) {
      const socket = open(null, { ...options, ...options_ });
      try {
        const error = await next(socket, "connect_error");
        assert.equal(error.data?.code, code, String(error));
        assert.equal(error.message, error.data.title);
      } finally {
        socket.disconnect();
      }
    }
  });

  test(`nothing of another organisation is heard over ${name}`, async () => {
    const elsewhere = await found(world.admin, { organisation: "Elsewhere", slug: `elsewhere-${name}` });
    const stranger = await addMember(server, world.admin, elsewhere.org, { email: `s-${name}@example.org`, name: "S" });
    const socket = open(stranger.token, options);
    try {
      const answer = await ask(socket, "subscribe", { org: world.org, topic: "members" });
      assert.deepEqual([answer.ok, answer.code], [false, "not-found"]);
    } finally {
      socket.disconnect();
    }
  });
}

test("a stock client comes back by itself when the server was killed, and is told what it missed", async () => {
  const socket = open(world.admin.token, { transports: ["websocket"] });
  try {
    const first = await ask(socket, "subscribe", { org: world.org, topic: "members" });
    const gone = next(socket, "disconnect");
    await server.kill();
    await gone;
    const back = next(socket, "connect");
    await server.start();
    await back;
    const { id } = await addMember(server, world.admin, world.org, { email: "late@example.org", name: "Late" });
    const answer = await ask(socket, "subscribe", { org: world.org, topic: "members", since: first.cursor });
    assert.equal(answer.resync, false);
    if (!answer.missed.some((notice) => notice.id === id)) {
      await next(socket, "changed", (notice) => notice.id === id);
    }
  } finally {
    socket.disconnect();
  }
});
