//! A Postgres server for one test run: fresh data, loopback only, gone at the end.

use std::{
    fs,
    net::{Ipv4Addr, TcpListener},
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::{
    postgres_install,
    process::{program, run, succeeds},
    repository,
};

/// What tests read to find the server.
pub const URL_VARIABLE: &str = "PARLOR_TEST_POSTGRES_URL";

/// `nobody`: Postgres refuses to run as root.
const UNPRIVILEGED: u32 = 65534;

/// No test needs its data to survive the machine, so nothing waits for the disk.
const SETTINGS: [&str; 5] = [
    "listen_addresses=127.0.0.1",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
];

/// A running server. It stops and its data goes when this is dropped.
pub struct Postgres {
    programs: PathBuf,
    data: PathBuf,
    port: u16,
    as_nobody: bool,
    server: Child,
}

impl Postgres {
    /// Installs what is missing, makes a fresh cluster and starts it on a free port.
    pub fn start() -> Result<Self> {
        let as_nobody = fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0);
        let home = home(as_nobody)?;
        let programs = postgres_install::ensure(&home)?.join("bin");
        remove_leftovers(&home)?;
        let data = home.join(format!("run-{}", std::process::id()));
        fs::create_dir_all(&data)?;
        if as_nobody {
            chown(&data, Some(UNPRIVILEGED), Some(UNPRIVILEGED))?;
        }
        fs::set_permissions(&data, fs::Permissions::from_mode(0o700))?;

        let mut initdb = quiet(&programs.join("initdb"), as_nobody);
        initdb.arg("-D").arg(&data).args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        ]);
        run(initdb.stdout(Stdio::null()))?;

        let port = free_port()?;
        let mut start = quiet(&programs.join("postgres"), as_nobody);
        start.arg("-D").arg(&data).arg("-k").arg(&data).args(["-p", &port.to_string()]);
        SETTINGS.iter().for_each(|setting| {
            start.args(["-c", setting]);
        });
        let log = fs::File::create(home.join("postgres.log"))?;
        let server = start.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn()?;
        let mut running = Self { programs, data, port, as_nobody, server };
        running.wait_until_ready().with_context(|| format!("see {}", home.join("postgres.log").display()))?;
        Ok(running)
    }

    /// The URL of a superuser, who may create databases.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }

    /// Blocks until the server ends, which is when the terminal interrupts it.
    pub fn wait(&mut self) -> Result<()> {
        self.server.wait()?;
        Ok(())
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let limit = Instant::now() + Duration::from_secs(30);
        while Instant::now() < limit {
            let mut ask = quiet(&self.programs.join("pg_isready"), self.as_nobody);
            if succeeds(ask.args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])) {
                return Ok(());
            }
            if let Some(status) = self.server.try_wait()? {
                bail!("Postgres ended with {status} while starting");
            }
            thread::sleep(Duration::from_millis(100));
        }
        bail!("Postgres was not ready after 30 s")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut stop = quiet(&self.programs.join("pg_ctl"), self.as_nobody);
        if !succeeds(stop.arg("-D").arg(&self.data).args(["-m", "immediate", "-w", "stop"])) {
            self.server.kill().ok();
        }
        self.server.wait().ok();
        fs::remove_dir_all(&self.data).ok();
    }
}

/// Where Postgres lives: in the checkout's cache, or, for root with a checkout that `nobody` cannot enter, in `/var/tmp`.
fn home(as_nobody: bool) -> Result<PathBuf> {
    let cache = repository::cache();
    fs::create_dir_all(&cache)?;
    let home = if as_nobody && !anyone_may_enter(&cache) {
        PathBuf::from("/var/tmp/parlor-postgres")
    } else {
        cache.join("pg")
    };
    fs::create_dir_all(&home)?;
    fs::set_permissions(&home, fs::Permissions::from_mode(0o755))?;
    Ok(home)
}

/// Data of runs that were interrupted: a signal leaves no time to remove it.
fn remove_leftovers(home: &Path) -> Result<()> {
    for entry in fs::read_dir(home)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let owner_lives = |process: &str| Path::new("/proc").join(process).exists();
        if name.strip_prefix("run-").is_some_and(|process| !owner_lives(process)) {
            fs::remove_dir_all(&path)?;
        }
    }
    Ok(())
}

fn anyone_may_enter(folder: &Path) -> bool {
    folder.ancestors().all(|part| fs::metadata(part).is_ok_and(|found| found.mode() & 0o001 != 0))
}

fn quiet(name: &Path, as_nobody: bool) -> Command {
    let mut command = program(name);
    if as_nobody {
        // The current folder need not be one that `nobody` can enter.
        command.uid(UNPRIVILEGED).gid(UNPRIVILEGED).current_dir("/").env("HOME", "/tmp");
    }
    command
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
