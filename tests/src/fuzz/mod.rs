//! Every parser of foreign bytes as a function that a fuzzer can call, each with a property that can fail.
//!
//! [`TARGETS`] is the whole list. `fuzz/` holds one thin program for each row, `fuzz/corpus/<name>/` the inputs that were kept.
//! `tests/it/fuzz_corpus.rs` runs all of them on every build, and also [`Target::honest`]: inputs made anew from an honest election,
//! which the target must accept, so that no property is about nothing.
//!
//! A target returns whether it accepted the input and panics where its sentence does not hold. Where a parser needs documents
//! around it, they come from one small simulated village, [`honest::world`].

mod booth;
mod documents;
mod evening;
mod folders;
mod guardians;
pub mod honest;
mod logs;
pub mod report;
mod rounds;
mod tables;
mod texts;

/// One parser with what must hold of it.
#[derive(Clone, Copy)]
pub struct Target {
    /// Name of the fuzz program and of the folder of kept inputs.
    pub name: &'static str,
    /// What must hold for every input, in one sentence.
    pub sentence: &'static str,
    /// Runs one input: whether it was accepted. Panics where the sentence does not hold.
    pub run: fn(&[u8]) -> bool,
    /// Inputs that must be accepted.
    pub honest: fn() -> Vec<Vec<u8>>,
}

impl core::fmt::Debug for Target {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Target({})", self.name)
    }
}

/// The target with this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// Runs one input; the whole of a fuzz program.
///
/// # Panics
/// If there is no such target, or its sentence does not hold for the input.
pub fn run(name: &str, bytes: &[u8]) -> bool {
    let found = target(name);
    assert!(found.is_some(), "no target is called {name}");
    found.is_some_and(|target| (target.run)(bytes))
}

macro_rules! targets {
    ($($module:ident: $name:ident, $sentence:literal;)*) => {
        /// All targets, by kind of input.
        pub const TARGETS: &[Target] = &[$(Target {
            name: stringify!($name),
            sentence: $sentence,
            run: $module::$name::run,
            honest: $module::$name::honest,
        },)*];
    };
}

targets! {
    texts: encodings, "Hex, base64, identifiers, hours, log names and keys: what is read is written back to the same text.";
    texts: code, "A confirmation code is read as what it prints, in any spelling that people use.";
    texts: card, "A card is written back as it was read, and only an issued card is good at the booth.";
    texts: strip, "A strip is written back as it was read, and holds under the booth's key only if the booth signed it.";
    texts: uji_sheet, "An UJI sheet means the same in any spacing, and recomputes only with the seed and choice that were sealed.";
    texts: audit_card, "A card's short name or leaf, as typed for the auditors' list, reads back to itself.";
    texts: anchor, "An anchor is the same with blanks around it, and only the index digest and the committee's key anchor the record.";
    logs: canonical_json, "Accepted JSON is written back byte for byte, and the reader for secrets gives the same answer.";
    logs: group_elements, "Points, scalars, ciphertexts and proofs are written back to the bytes they were read from.";
    logs: note, "A signed note is written back byte for byte.";
    logs: checkpoint, "A checkpoint is written back byte for byte.";
    logs: signed_checkpoint, "A head holds under the booth's key only with the text that the booth signed.";
    logs: witness, "A witness that saw the closing head cosigns no other head of the same log.";
    logs: log_line, "A line is written back byte for byte, holds only if the booth signed it, and its content names its kind.";
    logs: journal, "A log that opens from two journals holds only lines of the booth, in their order.";
    documents: index, "An accepted index is canonical and its digest is the file's.";
    documents: definition, "An accepted definition is canonical and its digest is the file's.";
    documents: roots, "Accepted roots are canonical and add up.";
    documents: devices, "An accepted device list is canonical and names every booth once.";
    documents: amendment, "An accepted amendment is canonical; applying it never breaks the device list.";
    documents: ceremony_transcript, "Only the guardians' own transcript makes a key.";
    documents: confirmations, "Only the guardians' own confirmations confirm the key.";
    documents: hash_list, "An accepted list of hashes is sorted, without repetition, and written back byte for byte.";
    documents: sums, "Where the list of files agrees with the files, it has the text that the committee signed.";
    evening: desk_counts, "Only counts that the desk signed are accepted, and they are written back byte for byte.";
    evening: paper_count, "Only counts that a counter signed are accepted, and they are written back byte for byte.";
    evening: cast_ballot, "An accepted ballot is canonical, and only a ballot of the booth verifies.";
    evening: challenged_ballot, "An accepted challenge is canonical, and only a challenge of the booth recomputes.";
    evening: exclusions, "An accepted list of exclusions is canonical.";
    evening: plan, "An accepted plan is canonical and its digest is the file's.";
    evening: opening, "Only an opening that its guardian signed for this plan is accepted.";
    evening: result, "An accepted result is canonical.";
    evening: challenge_file, "Only challenges that the record lists pass the auditor's check without a problem.";
    guardians: guardian_message, "With one file of the ceremony exchanged, a step is refused or gives the same file as before.";
    guardians: member_state, "A guardian's state is written back byte for byte.";
    guardians: witness_state, "A witness's state is written back byte for byte.";
    tables: roll_csv, "Accepted rolls give as many tags as voters, and station rolls that read back.";
    tables: roll_file, "A station's roll is written back byte for byte.";
    tables: draft_files, "A draft that committee and desk both accept says the same to both; a fault names its file.";
    tables: replay_csv, "An accepted replay file, written anew from what was read, reads the same.";
    tables: device_file, "A device file is written back byte for byte, and the committee lists it without a fault of its own.";
    tables: enrolment, "An enrolment is written back byte for byte.";
    tables: draft_tags, "Draft tags are written back byte for byte and are as many as the voters.";
    tables: deck, "A deck is written back with the same cards.";
    folders: package, "A desk takes a package with one file exchanged only if the file says the same.";
    folders: bundle, "The committee takes a bundle with one file exchanged and listed anew only if the file says the same.";
    booth: signed_log, "A log with other content, signed anew by its own booth, is taken by the committee only if the auditor finds no fault in it.";
    folders: totals, "A record with another totals.csv, signed anew, is never valid.";
    folders: record, "A record with one file exchanged and everything signed anew by the committee is never valid, unless the file says the same.";
}
