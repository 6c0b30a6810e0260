//! One guardian's side of ceremony and opening, with a ledger; a witness's cosigning.
