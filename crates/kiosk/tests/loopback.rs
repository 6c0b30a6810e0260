//! The server as a browser meets it, over a real socket.
#![allow(missing_docs, clippy::unwrap_used)]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use kiosk::{Asset, Assets, Screen, Server, Stage, stage};

struct Site {
    stage: Stage,
    address: String,
    secret: String,
}

fn site() -> Site {
    let stage = stage();
    let mut assets = Assets::default();
    assets.put("photo-1", Asset::new(b"\x89PNG\r\n\x1a\nrest".to_vec()).unwrap());
    let server = Server::start(0, [7; 32], assets, &stage).unwrap();
    let url = server.url();
    let (address, secret) = url.strip_prefix("http://").unwrap().split_once("/#").unwrap();
    Site { stage, address: address.to_owned(), secret: secret.to_owned() }
}

impl Site {
    fn send(&self, request: &str) -> String {
        let mut socket = TcpStream::connect(&self.address).unwrap();
        socket.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        socket.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        let Self { address, secret, .. } = self;
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nX-Suara-Secret: {secret}\r\nConnection: close\r\n\r\n"))
    }

    fn post(&self, extra: &str, body: &str) -> String {
        let Self { address, secret, .. } = self;
        let head = format!("POST /intent HTTP/1.1\r\nHost: {address}\r\nX-Suara-Secret: {secret}\r\n{extra}Connection: close\r\n");
        self.send(&format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()))
    }
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap()
}

fn shown(face: &'static str) -> Screen {
    Screen { face, ..Screen::default() }
}

#[test]
fn a_page_sees_the_screen_and_its_answer_comes_out_once() {
    let mut site = site();
    site.stage.show(&shown("choose"));
    assert!(site.get("/screen?after=0").ends_with(&*site.stage.json()));
    let press = r#"{"turn":1,"action":"choose","value":"2"}"#;
    assert_eq!(status(&site.post("", press)), "202");
    assert_eq!(status(&site.post("", press)), "409", "a double tap");
    let intent = site.stage.next(Duration::from_secs(5)).unwrap();
    assert_eq!((intent.action.as_str(), intent.value.as_str()), ("choose", "2"));
}

#[test]
fn a_waiting_page_gets_the_next_screen_when_it_is_shown() {
    let mut site = site();
    site.stage.show(&shown("printing"));
    std::thread::scope(|scope| {
        let (address, secret) = (site.address.clone(), site.secret.clone());
        let waiting = scope.spawn(move || {
            let mut socket = TcpStream::connect(&address).unwrap();
            let request =
                format!("GET /screen?after=1 HTTP/1.1\r\nHost: {address}\r\nX-Suara-Secret: {secret}\r\nConnection: close\r\n\r\n");
            socket.write_all(request.as_bytes()).unwrap();
            let mut answer = String::new();
            socket.read_to_string(&mut answer).unwrap();
            answer
        });
        site.stage.show(&shown("compare"));
        assert!(waiting.join().unwrap().contains(r#""face":"compare""#));
    });
}

#[test]
fn whoever_lacks_the_secret_or_is_another_page_gets_and_sends_nothing() {
    let mut site = site();
    site.stage.show(&shown("choose"));
    let address = site.address.clone();
    for path in ["/screen?after=0", "/assets", "/asset/0"] {
        let answer = site.send(&format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"));
        assert_eq!(status(&answer), "403", "{path}");
        assert!(!answer.contains("choose"));
    }
    let press = r#"{"turn":1,"action":"choose","value":"2"}"#;
    assert_eq!(status(&site.post("Origin: http://jahat.example\r\n", press)), "403");
    assert_eq!(status(&site.post("Sec-Fetch-Site: cross-site\r\n", press)), "403");
    let named = site.send("GET / HTTP/1.1\r\nHost: desa.example\r\nConnection: close\r\n\r\n");
    assert_eq!(status(&named), "421", "a name that was made to point here");
    assert_eq!(site.stage.next(Duration::from_millis(1)), None);
}

#[test]
fn rubbish_is_refused_and_the_screen_stays() {
    let mut site = site();
    site.stage.show(&shown("choose"));
    for rubbish in ["", "{}", "[1]", r#"{"turn":1,"action":"choose","value":"2","extra":true}"#] {
        assert_eq!(status(&site.post("", rubbish)), "400", "{rubbish}");
    }
    assert_eq!(status(&site.post("", &"x".repeat(kiosk::MAX_INTENT + 1))), "413");
    for path in ["/screen", "/screen?after=x", "/asset/x"] {
        assert_eq!(status(&site.get(path)), "400", "{path}");
    }
    assert_eq!(status(&site.get("/asset/9")), "404");
    assert_eq!(status(&site.get("/../etc/passwd")), "404");
    assert!(site.get("/screen?after=0").contains(r#""turn":1"#));
}

#[test]
fn every_answer_forbids_inline_script_foreign_frames_and_storing() {
    let site = site();
    for path in ["/", "/kiosk.js", "/kiosk.css", "/assets", "/asset/0", "/nowhere"] {
        let answer = site.get(path).to_lowercase();
        for must in ["default-src 'none'; script-src 'self'", "cache-control: no-store", "x-frame-options: deny", "nosniff"] {
            assert!(answer.contains(must), "{path}: {must}");
        }
        assert!(!answer.contains("set-cookie"), "{path}");
    }
    let page = site.get("/").to_lowercase();
    assert!(!page.contains("<script>") && !page.contains("onclick") && !page.contains("style="), "the page itself has nothing inline");
}
