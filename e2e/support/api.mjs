// The API as a program uses it, for putting a server into the state a test begins with.

/** Signs in as a program and returns a caller. */
export async function signIn(url, email, password) {
  const { access_token: token } = await call(url, "POST", "/v1/session", { body: { email, password, tokens: "body" } });
  return caller(url, token);
}

export function caller(url, token) {
  return {
    token,
    get: (path) => call(url, "GET", path, { token }),
    post: (path, body) => call(url, "POST", path, { token, body }),
    put: (path, body, headers) => call(url, "PUT", path, { token, body, headers }),
    patch: (path, body, headers) => call(url, "PATCH", path, { token, body, headers }),
    delete: (path) => call(url, "DELETE", path, { token }),
  };
}

/** One request; whatever is no success is an error with the problem in it. */
export async function call(url, method, path, { token, body, headers } = {}) {
  const answer = await fetch(url + path, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** Asks again and again, as a program would, until what happens in the background has happened. */
export async function until(check, { within = 30_000 } = {}) {
  const deadline = Date.now() + within;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`it did not happen in time: ${check}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
