//! Who may ask: only the page that this server sent, on this machine.

use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};

/// The header that carries the secret of this start.
pub(crate) const SECRET: HeaderName = HeaderName::from_static("x-suara-secret");

/// No inline script or style, no frame, no form, no other origin. Pictures and clips are blobs that the page itself fetched.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src blob:; media-src blob:; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a request must carry.
#[derive(Debug, Clone)]
pub(crate) struct Guard {
    host: String,
    origin: String,
    secret: String,
}

impl Guard {
    pub(crate) fn new(host: String, secret: String) -> Self {
        Self { origin: format!("http://{host}"), host, secret }
    }

    /// Whether this server's own page, or a person who typed its address, asks. `Host` must be the address itself, against names that
    /// were made to point here; whatever a browser says of the asking page must name this one.
    pub(crate) fn refuses(&self, method: &Method, headers: &HeaderMap) -> Option<StatusCode> {
        let says = |name: HeaderName| headers.get(name).map(HeaderValue::as_bytes);
        if says(header::HOST) != Some(self.host.as_bytes()) {
            return Some(StatusCode::MISDIRECTED_REQUEST);
        }
        let foreign = says(header::ORIGIN).is_some_and(|origin| origin != self.origin.as_bytes())
            || says(HeaderName::from_static("sec-fetch-site")).is_some_and(|site| site != b"same-origin" && site != b"none");
        let allowed = *method == Method::GET || *method == Method::POST;
        match (foreign, allowed) {
            (true, _) => Some(StatusCode::FORBIDDEN),
            (false, false) => Some(StatusCode::METHOD_NOT_ALLOWED),
            (false, true) => None,
        }
    }

    /// Whether the secret of this start comes with it. Compared whole, so that the time tells nothing.
    pub(crate) fn knows_secret(&self, headers: &HeaderMap) -> bool {
        let given = headers.get(SECRET).map(HeaderValue::as_bytes).unwrap_or_default();
        let differ = given.iter().zip(self.secret.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
        given.len() == self.secret.len() && differ == 0
    }
}

/// What every answer says.
pub(crate) fn seal(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(list: &[(HeaderName, &str)]) -> HeaderMap {
        list.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap())).collect()
    }

    fn guard() -> Guard {
        Guard::new("127.0.0.1:8001".to_owned(), "s3cret".to_owned())
    }

    #[test]
    fn only_this_address_and_its_own_page_get_an_answer() {
        let site = HeaderName::from_static("sec-fetch-site");
        let here = (header::HOST, "127.0.0.1:8001");
        let own = [here.clone(), (header::ORIGIN, "http://127.0.0.1:8001"), (site.clone(), "same-origin")];
        assert_eq!(guard().refuses(&Method::POST, &headers(&own)), None);
        assert_eq!(guard().refuses(&Method::GET, &headers(&[here.clone(), (site.clone(), "none")])), None);
        for foreign in
            [(header::ORIGIN, "http://127.0.0.1:8002"), (header::ORIGIN, "null"), (site.clone(), "cross-site"), (site, "same-site")]
        {
            assert_eq!(guard().refuses(&Method::POST, &headers(&[here.clone(), foreign])), Some(StatusCode::FORBIDDEN));
        }
        for host in ["localhost:8001", "127.0.0.1", "desa.example:8001"] {
            assert_eq!(guard().refuses(&Method::GET, &headers(&[(header::HOST, host)])), Some(StatusCode::MISDIRECTED_REQUEST));
        }
        assert_eq!(guard().refuses(&Method::OPTIONS, &headers(&[here])), Some(StatusCode::METHOD_NOT_ALLOWED));
    }

    #[test]
    fn a_wrong_a_short_and_no_secret_are_refused() {
        for wrong in ["", "s3cre", "s3cret!", "S3cret"] {
            assert!(!guard().knows_secret(&headers(&[(SECRET, wrong)])), "{wrong}");
        }
        assert!(!guard().knows_secret(&HeaderMap::new()));
        assert!(guard().knows_secret(&headers(&[(SECRET, "s3cret")])));
    }
}
