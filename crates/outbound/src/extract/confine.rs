//! What a reader gives up before it sees a byte of the file: memory and processor time beyond its limits, files, the network,
//! and other processes.

use rustix::process::{Resource, Rlimit, setrlimit};

/// Open files: the three standard streams and a few to spare.
const FILES: u64 = 16;

/// Confines this process for good. What the system refuses is said in sentences, and the process goes on with the rest.
pub(super) fn confine(memory_bytes: u64, cpu_seconds: u64) -> Vec<String> {
    let limits = [
        (Resource::Data, memory_bytes, memory_bytes),
        // The soft limit ends the process with a signal that says why; the hard one would just kill it.
        (Resource::Cpu, cpu_seconds, cpu_seconds.saturating_add(1)),
        (Resource::Fsize, 0, 0),
        (Resource::Nofile, FILES, FILES),
        (Resource::Core, 0, 0),
    ];
    let set = |(resource, soft, hard): (Resource, u64, u64)| {
        let limit = Rlimit { current: Some(soft), maximum: Some(hard) };
        let refused = setrlimit(resource, limit).err()?;
        Some(format!("a reader of uploads runs without its limit on {resource:?}: {refused}"))
    };
    let mut refused: Vec<String> = limits.into_iter().filter_map(set).collect();
    if let Err(error) = filter::install() {
        refused.push(format!("a reader of uploads can reach files and the network: {error}"));
    }
    refused
}

#[cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]
mod filter {
    use std::collections::BTreeMap;

    use seccompiler::{
        BackendError, BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition,
        SeccompFilter, SeccompRule, TargetArch, apply_filter,
    };

    /// What a reader never needs: sockets, opening files, starting or touching processes, and ways around this list.
    const DENIED: &[i64] = &[
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_listen,
        libc::SYS_accept,
        libc::SYS_accept4,
        libc::SYS_sendto,
        libc::SYS_sendmsg,
        libc::SYS_sendmmsg,
        libc::SYS_openat,
        libc::SYS_openat2,
        libc::SYS_open_by_handle_at,
        libc::SYS_unlinkat,
        libc::SYS_renameat2,
        libc::SYS_mkdirat,
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_kill,
        libc::SYS_pidfd_open,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_io_uring_setup,
        libc::SYS_bpf,
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_mount,
        libc::SYS_prlimit64,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_open,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_creat,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_fork,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_vfork,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_unlink,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_rename,
        #[cfg(target_arch = "x86_64")]
        libc::SYS_setrlimit,
    ];

    #[cfg(target_arch = "x86_64")]
    const ARCH: TargetArch = TargetArch::x86_64;
    #[cfg(target_arch = "aarch64")]
    const ARCH: TargetArch = TargetArch::aarch64;

    pub fn install() -> Result<(), seccompiler::Error> {
        let mut denied: BTreeMap<i64, Vec<SeccompRule>> =
            DENIED.iter().map(|call| (*call, Vec::new())).collect();
        // Threads are fine, processes are not. `clone3` hides its flags from a filter: without it, threads use `clone`.
        denied.insert(libc::SYS_clone, vec![SeccompRule::new(vec![new_process()?])?]);
        apply_filter(&program(denied, libc::EPERM)?)?;
        apply_filter(&program([(libc::SYS_clone3, Vec::new())].into(), libc::ENOSYS)?)
    }

    fn new_process() -> Result<SeccompCondition, BackendError> {
        let thread = libc::CLONE_THREAD.unsigned_abs().into();
        SeccompCondition::new(0, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(thread), 0)
    }

    fn program(
        denied: BTreeMap<i64, Vec<SeccompRule>>,
        answer: i32,
    ) -> Result<BpfProgram, seccompiler::Error> {
        let refuse = SeccompAction::Errno(answer.unsigned_abs());
        Ok(SeccompFilter::new(denied, SeccompAction::Allow, refuse, ARCH)?.try_into()?)
    }
}

#[cfg(not(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64"))))]
mod filter {
    pub fn install() -> Result<(), &'static str> {
        Err("this system has no seccomp")
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_types, reason = "a test that tries to dial")]
mod tests {
    use std::process::Command;

    use super::*;

    /// Confinement is for good, so it happens in a process of its own: this test's program, told to run only [`inside`].
    #[test]
    #[cfg(target_os = "linux")]
    fn a_confined_process_reaches_no_file_no_network_no_process_and_no_more_memory() {
        let own = std::env::current_exe().unwrap();
        let name = "extract::confine::tests::inside";
        let run = Command::new(own).args(["--exact", name, "--ignored", "--nocapture"]).output().unwrap();
        let said = String::from_utf8_lossy(&run.stdout);
        assert!(
            run.status.success() && said.contains("1 passed"),
            "{said}{}",
            String::from_utf8_lossy(&run.stderr)
        );
    }

    #[test]
    #[ignore = "confines the whole process: run by the test above"]
    fn inside() {
        const MEMORY: usize = 64 << 20;
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        assert_eq!(confine(MEMORY as u64, 10), Vec::<String>::new());
        assert!(std::net::TcpStream::connect(address).is_err());
        assert!(std::fs::File::open("/etc/hostname").is_err());
        assert!(std::fs::write("/tmp/parlor-confined", "x").is_err());
        assert!(Command::new("/bin/true").status().is_err());
        let mut much: Vec<u8> = Vec::new();
        assert!(much.try_reserve_exact(2 * MEMORY).is_err());
        assert_eq!(std::thread::spawn(|| 1 + 1).join().unwrap(), 2, "threads are fine");
    }
}
