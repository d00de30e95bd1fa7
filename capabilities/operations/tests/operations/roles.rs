//! What the built-in roles may do here, for a person to read.

use std::fmt::Write as _;

use hustings_kernel::BuiltInRole;
use hustings_operations::permissions::ALL_PERMISSIONS;

#[test]
fn what_each_built_in_role_may_do() {
    let mut all = ALL_PERMISSIONS.to_vec();
    all.sort_by_key(|permission| permission.name);
    let mut matrix = String::new();
    for permission in all {
        writeln!(matrix, "{}: {}", permission.name, permission.description).unwrap();
        let held = BuiltInRole::ALL
            .into_iter()
            .filter(|role| permission.is_held_by(*role));
        let held: Vec<&str> = held.map(BuiltInRole::as_str).collect();
        writeln!(matrix, "    {}", held.join(", ")).unwrap();
    }
    insta::assert_snapshot!("role_matrix", matrix);
}
