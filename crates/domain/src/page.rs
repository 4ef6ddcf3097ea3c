//! Lists page by cursor: the id of the last item seen, so that inserts never shift a page.

use uuid::Uuid;

/// Which slice of a list is wanted, newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageRequest {
    /// Only items older than this one.
    pub after: Option<Uuid>,
    /// At most this many items.
    pub limit: u32,
}

impl PageRequest {
    /// The largest page that is served.
    pub const MAX: u32 = 100;

    /// The first page of the usual size.
    pub const fn first() -> Self {
        Self { after: None, limit: 50 }
    }
}

/// One slice of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Newest first.
    pub items: Vec<T>,
    /// Pass as `after` for the next slice; `None` at the end.
    pub next: Option<Uuid>,
}

impl<T> Page<T> {
    /// Cuts a page from `limit + 1` fetched rows: the extra row only tells that there is more.
    pub fn from_overfetch(mut items: Vec<T>, limit: u32, id: impl Fn(&T) -> Uuid) -> Self {
        let limit = limit as usize;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = if more { items.last().map(id) } else { None };
        Self { items, next }
    }

    /// The same page with every item converted.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}
