//! Writes the list of the web client's files, so that the binary carries them.
//!
//! `web/dist` is made by `npm run build` (which `cargo xtask` does by itself). Without it the binary is built all the
//! same and serves the API alone: whoever works on that needs no Node.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::hash::{DefaultHasher, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    #[expect(
        clippy::disallowed_methods,
        reason = "it is how cargo tells a build script where to write"
    )]
    let list_at = std::env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .ok_or(io::ErrorKind::NotFound)?;
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/dist");
    println!("cargo::rerun-if-changed={}", built.display());
    let mut files = BTreeMap::new();
    if built.is_dir() {
        collect(&built, &built, &mut files)?;
    }
    let mut list = String::from("[\n");
    for (path, file) in &files {
        if is_encoding(path) {
            continue;
        }
        let encoded = |ending| match files.get(&format!("{path}.{ending}")) {
            Some(file) => format!("Some(include_bytes!({file:?}))"),
            None => "None".to_owned(),
        };
        let mut hasher = DefaultHasher::new();
        hasher.write(&fs::read(file)?);
        let _ = writeln!(
            list,
            "File {{ path: {path:?}, version: \"\\\"{:016x}\\\"\", plain: include_bytes!({file:?}), brotli: {}, gzip: {} }},",
            hasher.finish(),
            encoded("br"),
            encoded("gz"),
        );
    }
    list.push(']');
    fs::write(list_at.join("web_files.rs"), list)
}

fn is_encoding(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|ending| ending == "br" || ending == "gz")
}

/// Every file below `folder` by its path from `root`, but none that is hidden.
fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .strip_prefix(root)
            .unwrap_or(&path)
            .to_string_lossy()
            .into_owned();
        if path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
        {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            files.insert(name, path.canonicalize()?.to_string_lossy().into_owned());
        }
    }
    Ok(())
}
