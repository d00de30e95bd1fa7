// People and organisations that tests begin with.
import { call, signIn } from "./api.mjs";

export const PASSWORD = "correct horse battery staple";

/** Sets a fresh server up; `admin` is a caller of the account that runs it. */
export async function setUp(
  server,
  {
    organisation = "Riverbend Together",
    slug = "riverbend",
    name = "Ada Example",
    email = "ada@example.org",
    language = "en",
  } = {},
) {
  const founded = await call(server.url, "POST", "/v1/setup", {
    body: {
      token: await server.setupToken(),
      organisation: { name: organisation, slug, language, time_zone: "Europe/Berlin" },
      admin: { name, email, password: PASSWORD },
    },
  });
  const admin = await signIn(server.url, email, PASSWORD);
  return { org: founded.organisation.id, slug, email, admin };
}

/** Founds a further organisation, run by whoever calls. */
export async function found(admin, { organisation, slug, name = "Ada Example" }) {
  const founded = await admin.post("/v1/orgs", { organisation: { name: organisation, slug }, name });
  return { org: founded.organisation.id, slug };
}

/** Invites somebody and accepts for them; returns a caller of the new member. */
export async function addMember(server, admin, org, { email, name, role = "member", language = "en" }) {
  await admin.post(`/v1/orgs/${org}/invitations`, { email, role });
  const letter = await server.letterTo(email);
  const token = letter.link.split("#token=")[1];
  const accepted = await call(server.url, "POST", "/v1/invitations/join", {
    body: { token, name, password: PASSWORD, language },
  });
  return { id: accepted.member, email, ...(await signIn(server.url, email, PASSWORD)) };
}
