//! The clients against real sockets and real folders.

#[cfg(test)]
mod blob;
#[cfg(test)]
mod catalog;
#[cfg(test)]
mod egress;
#[cfg(test)]
mod embed;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod mcp;
#[cfg(test)]
mod retries;
#[cfg(test)]
mod server;
#[cfg(test)]
mod trace;
