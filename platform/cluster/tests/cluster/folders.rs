//! Where a cluster lives, who may enter, and what is refused.

use super::*;

#[test]
fn a_second_start_on_the_same_folder_says_who_holds_it() -> Outcome {
    let folder = tempfile::tempdir()?;
    let options = disposable(folder.path());
    let cluster = Cluster::start(&options)?;
    let refusal = refusal(&options).to_string();
    assert!(
        refusal.contains(&format!("process {}", std::process::id())),
        "{refusal}"
    );
    assert!(cluster.is_alive(), "the holder is not disturbed");
    drop(cluster);
    Cluster::start(&options)?;
    Ok(())
}

#[test]
fn data_of_another_major_version_are_refused_with_the_ways_out() -> Outcome {
    let folder = tempfile::tempdir()?;
    let options = disposable(folder.path());
    Cluster::start(&options)?.stop()?;
    let version = folder.path().join("postgres/data/PG_VERSION");
    fs::write(&version, "9\n")?;
    let refusal = refusal(&options).to_string();
    for hint in [
        "made by PostgreSQL 9",
        "apt install postgresql-9",
        "pg_upgrade",
        "hustings backup",
    ] {
        assert!(refusal.contains(hint), "no {hint:?} in {refusal}");
    }
    Ok(())
}

#[test]
fn a_folder_with_something_else_in_it_is_left_alone() -> Outcome {
    let folder = tempfile::tempdir()?;
    let precious = folder.path().join("postgres/data/thesis.txt");
    fs::create_dir_all(precious.parent().ok_or("no parent")?)?;
    fs::write(&precious, "years of work")?;
    assert!(matches!(
        refusal(&disposable(folder.path())),
        ClusterError::NotACluster { .. }
    ));
    assert_eq!(fs::read_to_string(precious)?, "years of work");
    Ok(())
}

#[test]
fn only_the_servers_user_can_enter_its_folders() -> Outcome {
    let folder = tempfile::tempdir()?;
    let cluster = Cluster::start(&disposable(folder.path()))?;
    let owner = fs::metadata(cluster.cluster_dir())?.uid();
    assert_eq!(cluster.socket_dir(), cluster.data_dir().join("postgres/socket"));
    for closed in [cluster.cluster_dir(), cluster.socket_dir()] {
        let metadata = fs::metadata(closed)?;
        assert_eq!(
            (metadata.mode() & 0o777, metadata.uid()),
            (0o700, owner),
            "{}",
            closed.display()
        );
    }
    let socket = fs::metadata(cluster.socket_dir().join(".s.PGSQL.5432"))?;
    assert_eq!(socket.mode() & 0o077, 0, "the socket itself is closed too");
    assert_eq!(fs::metadata(cluster.log_file())?.mode() & 0o777, 0o600);
    Ok(())
}

#[test]
fn a_path_too_long_for_a_socket_gets_a_short_one_elsewhere() -> Outcome {
    let folder = tempfile::tempdir()?;
    let deep = folder
        .path()
        .join("a folder, with \"odd\" characters".repeat(3))
        .join("d".repeat(60));
    fs::create_dir_all(&deep)?;
    for part in deep
        .ancestors()
        .take_while(|part| part.starts_with(folder.path()))
    {
        fs::set_permissions(part, Permissions::from_mode(0o711))?;
    }
    let options = disposable(&deep);
    let cluster = Cluster::start(&options)?;
    let socket_dir = cluster.socket_dir().to_owned();
    assert!(
        !socket_dir.starts_with(cluster.data_dir()),
        "{}",
        socket_dir.display()
    );
    assert!(socket_dir.as_os_str().len() + "/.s.PGSQL.5432".len() <= 107);
    let metadata = fs::symlink_metadata(&socket_dir)?;
    assert_eq!(
        (metadata.mode() & 0o777, metadata.uid()),
        (0o700, fs::metadata(cluster.cluster_dir())?.uid())
    );
    assert_eq!(cluster.run_sql("postgres", "SELECT 1")?, "1\n");
    cluster.stop()?;
    assert!(!socket_dir.exists(), "nobody else would tidy it up");

    // Somebody who may write there could put a link in its place.
    let elsewhere = tempfile::tempdir()?;
    symlink(elsewhere.path(), &socket_dir)?;
    let refusal = refusal(&options);
    fs::remove_file(&socket_dir)?;
    assert!(
        matches!(refusal, ClusterError::UnsafeSocketFolder { .. }),
        "{refusal}"
    );
    Ok(())
}

#[test]
fn started_as_root_the_server_is_an_unprivileged_user() -> Outcome {
    let folder = tempfile::tempdir()?;
    // Closed to everybody but us: the server's user is let through, and nobody else.
    fs::set_permissions(folder.path(), Permissions::from_mode(0o700))?;
    let cluster = Cluster::start(&disposable(folder.path()))?;
    let runs_as = fs::metadata(format!("/proc/{}", postmaster(&cluster)))?.uid();
    assert_ne!(runs_as, 0);
    assert_eq!(runs_as, fs::metadata(cluster.cluster_dir())?.uid());
    let home = cluster.data_dir().join("postgres");
    assert_eq!(
        fs::metadata(&home)?.uid(),
        geteuid().as_raw(),
        "the folder around it stays ours"
    );
    for ours in ["lock", "postgres.conf", "hba.conf", "ident.conf", "postgres.log"] {
        assert_eq!(fs::metadata(home.join(ours))?.uid(), geteuid().as_raw(), "{ours}");
    }
    Ok(())
}

#[test]
fn a_folder_that_the_servers_user_cannot_reach_is_named() -> Outcome {
    if !geteuid().is_root() {
        return Ok(()); // the server's user is ours
    }
    let closed = tempfile::tempdir()?;
    fs::set_permissions(closed.path(), Permissions::from_mode(0o700))?;
    let refusal = refusal(&disposable(&closed.path().join("inner/data"))).to_string();
    assert!(
        refusal.contains(&format!("may not enter {};", closed.path().display())),
        "{refusal}"
    );
    Ok(())
}

#[test]
fn missing_binaries_are_reported_with_every_place_and_what_to_install() -> Outcome {
    let empty = tempfile::tempdir()?;
    let options = ClusterOptions {
        binaries: Some(empty.path().to_owned()),
        ..disposable(&empty.path().join("data"))
    };
    fs::set_permissions(empty.path(), Permissions::from_mode(0o711))?;
    let refusal = refusal(&options).to_string();
    let looked = format!("{}: no `postgres`", empty.path().display());
    for hint in [
        looked.as_str(),
        "PostgreSQL 15 or newer",
        "apt install",
        "dnf install",
        "brew install",
    ] {
        assert!(refusal.contains(hint), "no {hint:?} in {refusal}");
    }
    Ok(())
}

#[test]
fn the_installation_itself_may_be_set_instead_of_its_folder_of_binaries() -> Outcome {
    let found = find_binaries(None)?;
    let installation = found.dir().parent().ok_or("no parent")?;
    assert_eq!(find_binaries(Some(installation))?, found);
    Ok(())
}
