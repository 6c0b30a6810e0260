//! The listener on this machine. It runs in a thread of its own until the program ends.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, serve};
use serde::Deserialize;

use crate::assets::Assets;
use crate::guard::{Guard, seal};
use crate::intent::{Intent, MAX_INTENT};
use crate::stage::{House, Posted, Stage};

/// How long a request waits for the next screen.
const LONG_POLL: Duration = Duration::from_secs(20);

const INDEX: &str = include_str!("../page/index.html");
const SCRIPTS: [(&str, &str); 6] = [
    ("/kiosk.js", include_str!("../page/kiosk.js")),
    ("/draw.js", include_str!("../page/draw.js")),
    ("/fields.js", include_str!("../page/fields.js")),
    ("/touch.js", include_str!("../page/touch.js")),
    ("/keys.js", include_str!("../page/keys.js")),
    ("/voice.js", include_str!("../page/voice.js")),
];
const STYLE: &str = include_str!("../page/kiosk.css");

/// Why there is no listener.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// The port is taken, or this machine gives none.
    #[error("the page cannot be served at 127.0.0.1:{port}: {source}; choose another port")]
    Listen {
        /// The port that was asked for; 0 is any.
        port: u16,
        /// What the system says.
        source: io::Error,
    },
}

/// A listener that serves one stage.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    secret: String,
}

struct Shared {
    guard: Guard,
    house: Arc<House>,
    assets: Assets,
}

impl Server {
    /// Listens on 127.0.0.1 and serves in a thread of its own. `port` 0 takes any free one. The secret is 32 fresh random bytes.
    ///
    /// # Errors
    /// The port cannot be had.
    pub fn start(port: u16, secret: [u8; 32], assets: Assets, stage: &Stage) -> Result<Self, ServerError> {
        let failed = |source| ServerError::Listen { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let secret: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        let guard = Guard::new(address.to_string(), secret.clone());
        let app = app(Arc::new(Shared { guard, house: stage.house(), assets }));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build().map_err(failed)?;
        std::thread::Builder::new().name("page".to_owned()).spawn(move || run(&runtime, listener, app)).map_err(failed)?;
        Ok(Self { address, secret })
    }

    /// The address to open in a browser, with the secret in its fragment, which no request carries.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/#{}", self.address, self.secret)
    }
}

fn run(runtime: &tokio::runtime::Runtime, listener: TcpListener, app: Router) {
    let ended: io::Result<()> = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        serve(listener, app).await
    });
    if let Err(error) = ended {
        eprintln!("HALAMAN BERHENTI (the page stopped): {error}. Jalankan lagi.");
    }
}

fn app(shared: Arc<Shared>) -> Router {
    let data = Router::new()
        .route("/screen", get(screen))
        .route("/assets", get(assets))
        .route("/asset/{index}", get(asset))
        .route("/intent", post(intent))
        .layer(middleware::from_fn_with_state(shared.clone(), secret));
    let page = Router::new().route("/", get(|| fixed("text/html; charset=utf-8", INDEX)));
    let page = page.route("/kiosk.css", get(|| fixed("text/css; charset=utf-8", STYLE)));
    let page = SCRIPTS.iter().fold(page, |page, (path, text)| page.route(path, get(|| fixed("text/javascript; charset=utf-8", text))));
    let all = page.merge(data).layer(DefaultBodyLimit::max(MAX_INTENT));
    all.layer(middleware::from_fn_with_state(shared.clone(), own_page)).with_state(shared)
}

async fn fixed(mime: &'static str, text: &'static str) -> Response {
    with_type(mime, Body::from(text))
}

fn with_type(mime: &'static str, body: Body) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(mime))], body).into_response()
}

async fn own_page(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let mut response = match shared.guard.refuses(request.method(), request.headers()) {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    };
    seal(response.headers_mut());
    response
}

async fn secret(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if shared.guard.knows_secret(request.headers()) { next.run(request).await } else { StatusCode::FORBIDDEN.into_response() }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct After {
    after: u64,
}

async fn screen(State(shared): State<Arc<Shared>>, Query(After { after }): Query<After>) -> Response {
    let json = shared.house.after(after, LONG_POLL).await;
    with_type("application/json", Body::from(json.to_string()))
}

async fn intent(State(shared): State<Arc<Shared>>, body: Bytes) -> StatusCode {
    match Intent::parse(&body) {
        Ok(intent) => match shared.house.post(intent) {
            Posted::Taken => StatusCode::ACCEPTED,
            Posted::Stale => StatusCode::CONFLICT,
            Posted::Gone => StatusCode::GONE,
        },
        Err(_) => StatusCode::BAD_REQUEST,
    }
}

/// Names in the order of their numbers.
async fn assets(State(shared): State<Arc<Shared>>) -> Response {
    let names: Vec<&String> = shared.assets.names().collect();
    with_type("application/json", Body::from(serde_json::to_string(&names).unwrap_or_default()))
}

async fn asset(State(shared): State<Arc<Shared>>, Path(index): Path<usize>) -> Response {
    match shared.assets.at(index) {
        Some(asset) => with_type(asset.mime(), Body::from(asset.bytes())),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
