//! `hustings serve`, running, and somebody who calls it.

use std::io::{BufRead as _, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use reqwest::Method;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

/// What the first admin's password is.
pub(crate) const PASSWORD: &str = "correct horse battery staple";

/// A server in a process of its own; killed when it is dropped.
pub(crate) struct Served {
    process: Child,
    told: Lines<BufReader<ChildStdout>>,
    base: String,
    client: reqwest::Client,
}

/// The first organisation, and the access token of its admin.
pub(crate) struct Founded {
    pub(crate) org: String,
    pub(crate) access: String,
}

impl Served {
    /// Starts a server and waits until it listens.
    pub(crate) fn start(data: &Path, settings: &[(&str, &str)]) -> Self {
        Self::spawn(data, settings, Stdio::inherit())
    }

    /// The same, and what it logs goes into a file.
    pub(crate) fn logging(data: &Path, log: &Path, settings: &[(&str, &str)]) -> Self {
        Self::spawn(data, settings, std::fs::File::create(log).unwrap().into())
    }

    fn spawn(data: &Path, settings: &[(&str, &str)], log: Stdio) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_hustings"))
            .arg("serve")
            .current_dir(data.parent().unwrap())
            .env("HUSTINGS__DATA_DIR", data)
            .env("HUSTINGS__HTTP__LISTEN", "127.0.0.1:0")
            .env("HUSTINGS__TELEMETRY__LOG", "warn")
            .envs(settings.iter().copied())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let told = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut served = Self {
            process,
            told,
            base: String::new(),
            client: reqwest::Client::builder()
                .user_agent("canary-agent")
                .build()
                .unwrap(),
        };
        let line = served.hear("Hustings listens on ");
        let (address, _) = line.split_once(';').unwrap();
        served.base = format!("http://{address}");
        served
    }

    /// What follows this on the next line that has it.
    fn hear(&mut self, words: &str) -> String {
        self.told
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once(words)?.1.to_owned()))
            .unwrap_or_else(|| panic!("the server ended without saying {words:?}"))
    }

    /// Sets the installation up with the token the server prints.
    pub(crate) async fn set_up(&mut self) -> Founded {
        let token = self.hear("/setup#token=");
        let body = json!({
            "token": token,
            "organisation": { "name": "Riverbend Together", "slug": "riverbend" },
            "admin": { "name": "Ada", "email": "ada@example.org", "password": PASSWORD },
        });
        let founded = self.call(Method::POST, "/v1/setup", None, Some(&body), 201).await;
        Founded {
            org: founded["organisation"]["id"].as_str().unwrap().to_owned(),
            access: self.sign_in().await,
        }
    }

    /// Signs the first admin in.
    pub(crate) async fn sign_in(&self) -> String {
        let body = json!({ "email": "ada@example.org", "password": PASSWORD, "tokens": "body" });
        let session = self
            .call(Method::POST, "/v1/session", None, Some(&body), 200)
            .await;
        session["access_token"].as_str().unwrap().to_owned()
    }

    /// Calls an operation that must answer with this status.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        access: Option<&str>,
        body: Option<&Value>,
        status: u16,
    ) -> Value {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(access) = access {
            request = request.bearer_auth(access);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = request.send().await.unwrap();
        let got = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        assert_eq!(got, status, "{path}: {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Sends a text and hands back the answer's status and text, whatever they are.
    pub(crate) async fn text(
        &self,
        method: Method,
        path: &str,
        access: &str,
        body: impl Into<String>,
    ) -> (u16, String) {
        let request = self.client.request(method, format!("{}{path}", self.base));
        let answer = request
            .bearer_auth(access)
            .body(body.into())
            .send()
            .await
            .unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    /// What `/metrics` says.
    pub(crate) async fn metrics(&self) -> String {
        let answer = self.client.get(format!("{}/metrics", self.base)).send().await;
        answer.unwrap().text().await.unwrap()
    }

    /// Stops it as an operator would.
    pub(crate) fn stop(mut self) {
        let id = i32::try_from(self.process.id()).unwrap();
        kill_process(Pid::from_raw(id).unwrap(), Signal::TERM).unwrap();
        assert!(self.process.wait().unwrap().success());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // After a stop there is nothing to kill, which is no news.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
