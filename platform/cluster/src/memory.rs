//! How much memory there is to tune for.

use std::fs;
use std::path::Path;

use crate::Memory;

/// Assumed when nothing can be read: small, because too little only costs speed.
const UNKNOWN_MACHINE: u64 = 1024;

/// The memory to tune for, in megabytes.
pub(crate) fn megabytes(memory: Memory) -> u64 {
    match memory {
        Memory::Megabytes(megabytes) => megabytes,
        Memory::Detect => {
            let machine = machine_bytes().map_or(UNKNOWN_MACHINE, |bytes| bytes / (1024 * 1024));
            let allowed = control_group_bytes().map(|bytes| bytes / (1024 * 1024));
            allowed.map_or(machine, |allowed| allowed.min(machine))
        }
    }
}

#[cfg(target_os = "linux")]
fn machine_bytes() -> Option<u64> {
    let facts = fs::read_to_string("/proc/meminfo").ok()?;
    let total = facts.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    total
        .trim()
        .strip_suffix("kB")?
        .trim()
        .parse::<u64>()
        .ok()
        .map(|kilobytes| kilobytes * 1024)
}

#[cfg(not(target_os = "linux"))]
fn machine_bytes() -> Option<u64> {
    let output = std::process::Command::new("sysctl")
        .args(["-n", "hw.memsize"])
        .output()
        .ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// The tightest limit on us or on any group around us; a container sees its own group as the root.
fn control_group_bytes() -> Option<u64> {
    let groups = fs::read_to_string("/proc/self/cgroup").ok()?;
    limit_below(Path::new("/sys/fs/cgroup"), &groups)
}

fn limit_below(root: &Path, groups: &str) -> Option<u64> {
    let unified = groups
        .lines()
        .filter_map(|line| line.strip_prefix("0::"))
        .map(|path| (path, "memory.max", ""));
    let classic = groups.lines().filter_map(|line| {
        let (_, rest) = line.split_once(':')?;
        let (controllers, path) = rest.split_once(':')?;
        controllers
            .split(',')
            .any(|controller| controller == "memory")
            .then_some((path, "memory.limit_in_bytes", "memory"))
    });
    unified
        .chain(classic)
        .flat_map(|(path, file, mount)| {
            let mount = root.join(mount);
            Path::new(path.trim_start_matches('/'))
                .ancestors()
                .filter_map(|group| {
                    fs::read_to_string(mount.join(group).join(file))
                        .ok()?
                        .trim()
                        .parse()
                        .ok()
                })
                .collect::<Vec<u64>>()
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_wins_over_the_machine() {
        assert_eq!(megabytes(Memory::Megabytes(300)), 300);
        assert!(megabytes(Memory::Detect) > 0);
    }

    #[test]
    fn the_tightest_group_counts() -> std::io::Result<()> {
        let root = tempfile::tempdir()?;
        let inner = root.path().join("system.slice/hustings.service");
        fs::create_dir_all(&inner)?;
        fs::write(root.path().join("system.slice/memory.max"), "2147483648\n")?;
        fs::write(inner.join("memory.max"), "max\n")?;
        assert_eq!(
            limit_below(root.path(), "0::/system.slice/hustings.service\n"),
            Some(2_147_483_648)
        );

        fs::create_dir_all(root.path().join("memory/box"))?;
        fs::write(
            root.path().join("memory/box/memory.limit_in_bytes"),
            "1073741824\n",
        )?;
        assert_eq!(
            limit_below(root.path(), "5:cpu,memory:/box\n0::/\n"),
            Some(1_073_741_824)
        );
        assert_eq!(limit_below(root.path(), "5:cpu:/box\n"), None);
        Ok(())
    }
}
