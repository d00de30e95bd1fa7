// An authenticator app, as somebody holds it in their hand: RFC 6238.
import { createHmac } from "node:crypto";
import { setTimeout as after } from "node:timers/promises";

const PERIOD_MS = 30_000;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export class Phone {
  #secret;
  #last = 0;

  /** Told its secret in base 32. */
  constructor(secret) {
    const bits = [...secret.replaceAll(/\s/g, "")].map((letter) =>
      ALPHABET.indexOf(letter).toString(2).padStart(5, "0"),
    );
    this.#secret = Buffer.from(
      bits
        .join("")
        .match(/.{8}/g)
        .map((byte) => Number.parseInt(byte, 2)),
    );
  }

  /** A code that was not shown before. One can be had ahead of its time; for more it is waited. */
  async code() {
    const step = Math.max(Math.floor(Date.now() / PERIOD_MS), this.#last + 1);
    this.#last = step;
    await after(Math.max(0, (step - 1) * PERIOD_MS - Date.now() + 50));
    return this.#of(step);
  }

  /** A code that it does not show. */
  wrongCode() {
    return this.#of(0);
  }

  #of(step) {
    const message = Buffer.alloc(8);
    message.writeBigUInt64BE(BigInt(step));
    const tag = createHmac("sha1", this.#secret).update(message).digest();
    const number = tag.readUInt32BE(tag[19] & 15) & 0x7fffffff;
    return String(number % 1_000_000).padStart(6, "0");
  }
}

/** Sets an app up for whoever calls, past the screens. */
export async function setUpPhone(caller) {
  const { secret } = await caller.post("/v1/account/authenticator");
  const phone = new Phone(secret);
  const { recovery_codes: codes } = await caller.post("/v1/account/authenticator/confirm", {
    code: await phone.code(),
  });
  return { phone, codes };
}
