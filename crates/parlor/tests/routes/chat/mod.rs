//! Conversations of visitors.

mod crud;
mod feedback;
mod resume;
mod send;
mod stop;
