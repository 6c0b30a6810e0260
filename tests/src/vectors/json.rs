//! Canonical JSON: the one spelling of an object.

use chain::Line;
use serde_json::{Value, json};

use super::{Malformed, Vector, VectorFile, hex, refused, valid};

pub(super) const FILE: VectorFile = VectorFile {
    name: "canonical-json",
    reader: "json: bytes of a JSON object, in hex. Accept exactly the one canonical spelling (RFC 8785 over an I-JSON subset: no null, \
             integers from 0 to 2^53-1, ASCII keys). Every object is also a well-formed body of a log line, so that nothing but its \
             spelling decides.",
    make,
    holds,
};

/// An object with one more field `value`, spelt as given, among those that every body of a line has.
fn body(value: &str) -> Vec<u8> {
    let zeros = "0".repeat(64);
    let head = format!("{{\"kind\":\"x\",\"prev\":\"{zeros}\",\"salt\":\"{}\",\"seq\":0,\"value\":", &zeros[..32]);
    [head.as_bytes(), value.as_bytes(), b"}"].concat()
}

const GOOD: &[(&str, &str, &str)] = &[
    ("zero", "0", "the smallest number"),
    ("largest-number", "9007199254740991", "2^53-1 is the largest number that every reader holds (RFC 7493)"),
    ("true", "true", "a truth value"),
    ("empty-string", "\"\"", "a string may be empty"),
    ("empty-list", "[]", "a list may be empty"),
    ("empty-object", "{}", "an object may be empty"),
    ("nested", r#"{"A":[1,{"b":[]}],"a":{"B":"","b":false}}"#, "capital letters sort before small ones, at every depth"),
    ("prefix-keys", r#"{"a":1,"a-b":2,"aa":3}"#, "keys sort by their bytes; a shorter key comes before one that it begins"),
    ("short-escapes", r#""\b\t\n\f\r\"\\""#, "these seven have a short escape and no other spelling"),
    ("other-controls", r#""\u0000\u001f""#, "all other control characters are escaped with four small hex digits"),
    ("delete-and-slash", "\"\u{7f}/\"", "neither DEL nor the slash is escaped"),
    ("letters", "\"é ß 汉\"", "letters outside ASCII stand as UTF-8"),
    ("outside-the-first-plane", "\"\u{1f5f3}\"", "a character beyond U+FFFF stands as UTF-8, not as two escapes"),
    ("line-separators", "\"\u{2028}\u{2029}\"", "line and paragraph separator are not escaped"),
    ("not-normalised", "\"e\u{301}\"", "text is bytes: a combining accent is not composed"),
];

const BAD: &[(&str, &str, &str)] = &[
    ("null", "null", "an absent value is left out, never written as null"),
    ("null-in-a-list", "[null]", "null is refused at every depth"),
    ("negative", "-1", "numbers are integers from 0"),
    ("minus-zero", "-0", "numbers are integers from 0"),
    ("fraction", "1.5", "numbers are integers from 0"),
    ("whole-with-fraction", "1.0", "an integer has one spelling, without a fraction"),
    ("exponent", "1e3", "an integer has one spelling, without an exponent"),
    ("leading-zero", "01", "not JSON"),
    ("plus", "+1", "not JSON"),
    ("over-2-to-53", "9007199254740992", "2^53 is more than every reader holds (RFC 7493)"),
    ("over-2-to-64", "18446744073709551616", "more than every reader holds"),
    ("blank-before-value", " 0", "nothing blank stands between tokens"),
    ("line-feed-in-list", "[1,\n2]", "nothing blank stands between tokens"),
    ("unsorted", r#"{"b":1,"a":2}"#, "keys are sorted"),
    ("unsorted-case", r#"{"a":1,"B":2}"#, "keys are sorted by bytes: B comes before a"),
    ("twice", r#"{"a":1,"a":1}"#, "a key stands once"),
    ("key-not-ascii", r#"{"é":1}"#, "keys are ASCII"),
    ("escaped-letter", r#""\u0061""#, "a letter has one spelling, itself"),
    ("escaped-slash", r#""\/""#, "a slash is not escaped"),
    ("escaped-accent", r#""\u00e9""#, "a letter outside ASCII has one spelling, itself in UTF-8"),
    ("capital-hex", r#""\u001F""#, "escapes are written with small hex digits"),
    ("long-escape", r#""\u0009""#, "a tab has the short escape"),
    ("raw-control", "\"\u{1}\"", "control characters are escaped"),
    ("lone-surrogate", r#""\ud800""#, "half of a character is not text"),
    ("two-escapes", r#""\ud83d\uddf3""#, "a character beyond U+FFFF stands as UTF-8"),
    ("comma-at-the-end", "[1,]", "not JSON"),
    ("single-quotes", "'a'", "not JSON"),
    ("nothing", "", "not JSON"),
    ("not-a-number", "NaN", "not JSON"),
    ("comment", "0/**/", "not JSON"),
];

fn make() -> Vec<Value> {
    let one = |bytes: &[u8]| json!({ "json": hex(bytes) });
    let mut list: Vec<Value> = GOOD.iter().map(|(name, value, why)| valid(name, why, one(&body(value)))).collect();
    list.extend(BAD.iter().map(|(name, value, why)| refused(name, why, one(&body(value)))));
    let good = body("0");
    let text = String::from_utf8(good.clone()).unwrap();
    let whole: [(&str, &str, Vec<u8>); 9] = [
        ("line-feed-after", "nothing follows the last brace", [&good[..], b"\n"].concat()),
        ("blank-before", "nothing stands before the first brace", [b" ", &good[..]].concat()),
        ("byte-order-mark", "nothing stands before the first brace", [b"\xef\xbb\xbf", &good[..]].concat()),
        ("doubled", "one object, not two", [&good[..], &good].concat()),
        ("cut", "not JSON", good[..good.len() - 1].to_vec()),
        ("not-utf-8", "strings are UTF-8", body("\"#\"").iter().map(|b| if *b == b'#' { 0xff } else { *b }).collect()),
        ("overlong-utf-8", "strings are UTF-8", text.replace(":0}", ":\"#\"}").bytes().flat_map(overlong).collect()),
        (
            "first-keys-unsorted",
            "keys are sorted",
            text.replace("{\"kind\":\"x\",", "{").replace("\"seq\":0,", "\"seq\":0,\"kind\":\"x\",").into(),
        ),
        ("utf-16", "documents are UTF-8", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    list.extend(whole.iter().map(|(name, why, bytes)| refused(name, why, one(bytes))));
    list
}

/// A slash in two bytes, which UTF-8 forbids.
fn overlong(byte: u8) -> Vec<u8> {
    if byte == b'#' { vec![0xc0, 0xaf] } else { vec![byte] }
}

fn holds(vector: &Vector<'_>) -> Result<bool, Malformed> {
    let body = vector.bytes("json")?;
    let signature = canonical::base64::encode(&[0; 64]);
    let line = [b"{\"body\":", &body[..], b",\"sig\":\"", signature.as_bytes(), b"\"}"].concat();
    Ok(Line::parse(&line).is_ok())
}
