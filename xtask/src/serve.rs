//! `cargo xtask serve`: dist/ on http://127.0.0.1, for this machine only.
//!
//! Here: a small static file server and opening the browser. Not here: building (`page`). It is for looking
//! at the page while one works on it; it is not made to face a network.

use crate::page;
use crate::process;
use crate::progress::Progress;
use crate::project;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 100;

/// What the command line says.
#[derive(Debug, PartialEq)]
pub struct Options {
    port: u16,
    open: bool,
}

impl Options {
    /// Reads `[--port N] [--no-open]`.
    pub fn read(words: &[String]) -> Result<Self> {
        let mut options = Self { port: FIRST_PORT, open: true };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "--no-open" => options.open = false,
                "--port" => {
                    let number = words.next().context("--port needs a number, as in `--port 8080`")?;
                    options.port =
                        number.parse().with_context(|| format!("'{number}' is not a port (1 to 65535)"))?;
                }
                other => bail!("`serve` does not know '{other}'; it takes --port N and --no-open"),
            }
        }
        Ok(options)
    }
}

/// Builds, serves until it is stopped, and opens the browser where there is one.
pub fn run(options: &Options) -> Result<()> {
    let mut progress = Progress::new(page::STEPS);
    page::build(&mut progress)?;
    let listener = listen(options.port)?;
    let address =
        format!("http://{}/", listener.local_addr().context("cannot read the server's own address")?);
    println!("Serving dist/ at {address} (Ctrl+C ends it; run this again after a change)");
    if options.open && !project::in_ci() {
        open_browser(&address);
    }
    let root = Arc::new(project::dist());
    for stream in listener.incoming() {
        // A connection that broke off before it began concerns nobody but the browser.
        let Ok(stream) = stream else { continue };
        let root = Arc::clone(&root);
        std::thread::spawn(move || answer(stream, &root));
    }
    Ok(())
}

/// The wanted port, or the next free one above it.
fn listen(port: u16) -> Result<TcpListener> {
    (port..port.saturating_add(PORTS_TRIED))
        .find_map(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok())
        .with_context(|| format!("no free port from {port} on; name another: cargo xtask serve --port 9000"))
}

fn open_browser(address: &str) {
    let (program, words): (&str, &[&str]) = if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else if std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some() {
        ("xdg-open", &[])
    } else {
        return;
    };
    let Some(program) = process::find(program) else { return };
    let quiet =
        Command::new(program).args(words).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if quiet.is_err() {
        println!("The browser could not be started; open the address above yourself.");
    }
}

/// Answers requests on one connection until the browser closes it or falls silent.
fn answer(stream: TcpStream, root: &Path) {
    let limit = Some(Duration::from_secs(20));
    // Without a time limit the thread waits for the browser to hang up: slower to go, nothing worse.
    let _ = stream.set_read_timeout(limit);
    let Ok(mut writer) = stream.try_clone() else { return };
    let mut reader = BufReader::new(stream);
    while let Some((method, target)) = read_request(&mut reader) {
        let (status, mime, body) = respond(root, &method, &target);
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {mime}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
             X-Content-Type-Options: nosniff\r\n\r\n",
            body.len()
        );
        let body: &[u8] = if method == "HEAD" { &[] } else { &body };
        if writer.write_all(head.as_bytes()).and_then(|()| writer.write_all(body)).is_err() {
            return;
        }
    }
}

/// The method and target of the next request; its headers are read and dropped.
fn read_request(reader: &mut impl BufRead) -> Option<(String, String)> {
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let mut words = first.split_whitespace();
    let request = (words.next()?.to_owned(), words.next()?.to_owned());
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header).ok()? == 0 {
            return None;
        }
        if header.trim_end().is_empty() {
            return Some(request);
        }
    }
}

fn respond(root: &Path, method: &str, target: &str) -> (&'static str, &'static str, Vec<u8>) {
    let plain = "text/plain; charset=utf-8";
    if method != "GET" && method != "HEAD" {
        return ("405 Method Not Allowed", plain, b"only GET and HEAD".to_vec());
    }
    let Some(path) = locate(root, target) else {
        return ("400 Bad Request", plain, b"not an address inside dist/".to_vec());
    };
    match std::fs::read(&path) {
        Ok(body) => ("200 OK", mime(&path), body),
        Err(_) => ("404 Not Found", plain, b"dist/ has no such file".to_vec()),
    }
}

/// The file an address stands for; nothing for one that would lead out of the folder.
fn locate(root: &Path, target: &str) -> Option<PathBuf> {
    let path = decoded(target.split(['?', '#']).next()?)?;
    let inside = Path::new(path.strip_prefix('/')?);
    if path.contains(['\\', '\0', ':'])
        || !inside.components().all(|part| matches!(part, Component::Normal(_)))
    {
        return None;
    }
    let found = root.join(inside);
    Some(if path.ends_with('/') || found.is_dir() { found.join("index.html") } else { found })
}

/// Percent-decoding; nothing for what is not valid.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let pair = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The content type of a file; streaming compilation needs the right one for wasm.
fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" | "qasm" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod test {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn options_are_read_or_refused() {
        assert_eq!(
            Options::read(&words("--port 9 --no-open")).expect("ok"),
            Options { port: 9, open: false }
        );
        assert!(Options::read(&words("--port")).is_err());
        assert!(Options::read(&words("--port many")).is_err());
        assert!(Options::read(&words("--prot 9")).is_err());
    }

    #[test]
    fn addresses_inside_are_found() {
        let root = Path::new("site");
        assert_eq!(locate(root, "/"), Some(root.join("index.html")));
        assert_eq!(locate(root, "/a/b.js?v=1"), Some(root.join("a/b.js")));
        assert_eq!(locate(root, "/a%20b.txt"), Some(root.join("a b.txt")));
    }

    #[test]
    fn addresses_that_lead_out_are_refused() {
        for bad in [
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/..%2fx",
            "//etc/passwd",
            "/a\\..\\x",
            "/C:/x",
            "x",
            "/%",
            "/%zz",
            "/%00",
        ] {
            assert_eq!(locate(Path::new("site"), bad), None, "{bad}");
        }
    }

    #[test]
    fn wasm_has_the_type_that_streaming_needs() {
        assert_eq!(mime(Path::new("a/ketloom_bg.wasm")), "application/wasm");
        assert_eq!(mime(Path::new("a.js")), "text/javascript; charset=utf-8");
        assert_eq!(mime(Path::new("LICENSE")), "application/octet-stream");
    }

    #[test]
    fn requests_are_read_one_after_the_other() {
        let mut two = "GET /a HTTP/1.1\r\nHost: x\r\n\r\nHEAD /b HTTP/1.1\r\n\r\n".as_bytes();
        assert_eq!(read_request(&mut two), Some(("GET".into(), "/a".into())));
        assert_eq!(read_request(&mut two), Some(("HEAD".into(), "/b".into())));
        assert_eq!(read_request(&mut two), None);
    }
}
