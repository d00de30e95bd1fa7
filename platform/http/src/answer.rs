//! An answer that is usually at hand, and sometimes has to be waited for.

use futures::future::BoxFuture;

/// What a port returns that answers from memory nearly always: no allocation then, a boxed future otherwise.
pub enum Answer<'a, T> {
    /// It is known now.
    Now(T),
    /// Somebody has to be asked.
    Later(BoxFuture<'a, T>),
}

impl<T> Answer<'_, T> {
    /// The answer itself.
    pub async fn wait(self) -> T {
        match self {
            Self::Now(answer) => answer,
            Self::Later(future) => future.await,
        }
    }
}
