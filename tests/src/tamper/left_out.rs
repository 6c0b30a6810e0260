//! Classes of the list that have no case here, each with its reason.

/// Name and reason.
pub const LEFT_OUT: &[(&str, &str)] = &[
    ("B7", "Keys have no period of validity; a key is replaced by an amendment (M6, M7)."),
    ("E6, E7", "There is no mixnet."),
    ("F8 (ratio)", "Nothing in a record is compressed."),
];
