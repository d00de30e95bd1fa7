// Trivial durable jobs through BullMQ: how many a second, and how long one takes on an idle queue.
// Settings come from the environment: REDIS_PORT, JOBS, CONCURRENCY. Writes one line of JSON.
//
// The producer and the worker are processes of their own, as a web tier and a worker tier are.

import { fork } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { Queue, Worker } from "bullmq";

const connection = { host: "127.0.0.1", port: Number(process.env.REDIS_PORT), maxRetriesPerRequest: null };
const jobs = Number(process.env.JOBS);
const BATCH = 1000;
const SAMPLES = 300;

if (process.argv[2] === "worker") {
  await work();
} else {
  await measure();
}

/** Runs jobs and tells the parent of each one on the idle queue, and when all of a flood are done. */
async function work() {
  let done = 0;
  const worker = new Worker(
    "flood",
    async () => {
      done += 1;
      if (done === jobs) process.send("flood done");
    },
    { connection, concurrency: Number(process.env.CONCURRENCY) },
  );
  const idle = new Worker("idle", async () => process.send("ran"), { connection });
  await Promise.all([worker.waitUntilReady(), idle.waitUntilReady()]);
  process.send("ready");
}

async function measure() {
  const worker = fork(process.argv[1], ["worker"]);
  await once(worker, "message");
  const options = { connection, defaultJobOptions: { removeOnComplete: true, attempts: 5 } };
  const jobsPerSecond = await flood(worker, new Queue("flood", options));
  const latency = await idleLatency(worker, new Queue("idle", options));
  process.stdout.write(`${JSON.stringify({ jobs_per_second: jobsPerSecond, idle_p50_ms: latency })}\n`);
  worker.kill();
  process.exit(0);
}

async function flood(worker, queue) {
  await queue.waitUntilReady();
  const finished = once(worker, "message");
  const start = performance.now();
  for (let first = 0; first < jobs; first += BATCH) {
    const size = Math.min(BATCH, jobs - first);
    await queue.addBulk(Array.from({ length: size }, (_, offset) => ({ name: "trivial", data: { number: first + offset } })));
  }
  await finished;
  return jobs / ((performance.now() - start) / 1000);
}

/** From handing a job in until its handler has run, one at a time; the message between the processes included. */
async function idleLatency(worker, queue) {
  await queue.waitUntilReady();
  const samples = [];
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const ran = once(worker, "message");
    const start = performance.now();
    await queue.add("trivial", { number: sample });
    await ran;
    samples.push(performance.now() - start);
  }
  samples.sort((a, b) => a - b);
  return samples[Math.floor(samples.length / 2)];
}
