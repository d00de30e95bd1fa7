//! Passwords of the people in the story: unpredictable, and still to be typed from a terminal.

use hustings_kernel::Sources;
use zeroize::Zeroizing;

/// Letters and digits that nobody takes for one another; 32 of them, so that each is five bits.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz123456789";
/// How many there are in a group, and how many groups: 80 bits.
const GROUPS: (usize, usize) = (4, 4);

/// A new password, from the system's generator.
pub(crate) fn password() -> Zeroizing<String> {
    let bytes = Zeroizing::new(Sources::system().bytes::<{ GROUPS.0 * GROUPS.1 }>());
    let mut password = Zeroizing::new(String::new());
    for (place, byte) in bytes.iter().enumerate() {
        if place > 0 && place % GROUPS.0 == 0 {
            password.push('-');
        }
        password.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    password
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_typed_in_groups_and_never_comes_twice() {
        let one = password();
        assert_eq!(one.len(), 19);
        assert!(one.split('-').all(|group| group.len() == 4), "{}", one.as_str());
        assert_ne!(one, password());
    }
}
