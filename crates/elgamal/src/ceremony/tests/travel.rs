//! Shares arrive where they were sent and nowhere else.

use chacha20poly1305::{AeadInOut, Nonce};

use super::*;

fn channel<'a>(context: &'a Hash, sender: &'a Guardian, receiver: &'a Guardian) -> ShareChannel<'a> {
    ShareChannel {
        context,
        attempt: 1,
        sender: sender.seat.guardian(),
        receiver: receiver.seat.guardian(),
        sender_key: &sender.exchange_key,
        receiver_key: &receiver.exchange_key,
    }
}

#[test]
fn a_share_arrives_where_it_was_sent_and_nowhere_else() {
    let (guardians, context, other_context) = (guardians(3, 2), sha256(b"village"), sha256(b"other village"));
    let [one, two, three] = &guardians[..] else { panic!("three guardians") };
    let way = channel(&context, one, two);
    let share = one.polynomial.share_for(guardian(2));
    let encrypted = way.seal(&one.exchange, &share).unwrap();
    assert_eq!(*way.open(&two.exchange, &encrypted).unwrap().to_bytes(), *share.to_bytes());

    let refused = |way: ShareChannel<'_>, secret: &SecretScalar, encrypted: &EncryptedShare| {
        way.open(secret, encrypted).map(|_| ()) == Err(ShareError::NotAuthentic)
    };
    assert!(refused(way, &three.exchange, &encrypted));
    assert!(refused(ShareChannel { attempt: 2, ..way }, &two.exchange, &encrypted));
    assert!(refused(ShareChannel { context: &other_context, ..way }, &two.exchange, &encrypted));
    assert!(refused(ShareChannel { sender: guardian(3), ..way }, &two.exchange, &encrypted));
    assert!(refused(ShareChannel { receiver: guardian(3), ..way }, &two.exchange, &encrypted));
    assert!(refused(ShareChannel { sender_key: &three.exchange_key, ..way }, &two.exchange, &encrypted));
    assert!(refused(channel(&context, two, one), &two.exchange, &encrypted));
    for place in 0..48 {
        let mut bytes = encrypted.to_bytes();
        bytes[place] ^= 1;
        assert!(refused(way, &two.exchange, &EncryptedShare::from_bytes(&bytes).unwrap()), "byte {place}");
    }
}

#[test]
fn every_attempt_direction_and_number_uses_its_own_key() {
    let (guardians, context) = (guardians(2, 2), sha256(b"village"));
    let share = SecretScalar::from_bytes(&[0; 32]).unwrap();
    let there = channel(&context, &guardians[0], &guardians[1]).seal(&guardians[0].exchange, &share).unwrap();
    let back = channel(&context, &guardians[1], &guardians[0]).seal(&guardians[1].exchange, &share).unwrap();
    assert_ne!(there.to_bytes()[..32], back.to_bytes()[..32]);
    let (way, other) = (channel(&context, &guardians[0], &guardians[1]), sha256(b"other village"));
    let elsewhere = [
        ShareChannel { attempt: 2, ..way },
        ShareChannel { context: &other, ..way },
        ShareChannel { sender: guardian(3), ..way },
        ShareChannel { receiver: guardian(3), ..way },
    ];
    for way in elsewhere {
        let sealed = way.seal(&guardians[0].exchange, &share).unwrap();
        assert_ne!(there.to_bytes()[..32], sealed.to_bytes()[..32], "{way:?}");
    }
    assert_eq!(dh(&guardians[0].exchange, &guardians[1].exchange_key), dh(&guardians[1].exchange, &guardians[0].exchange_key));
}

#[test]
fn something_that_is_no_scalar_is_laid_to_its_sender() {
    let (guardians, context) = (guardians(2, 2), sha256(b"village"));
    let way = channel(&context, &guardians[0], &guardians[1]);
    let shared = dh(&guardians[0].exchange, &guardians[1].exchange_key);
    let mut text = [0xff_u8; 32];
    let tag = way.cipher(&shared).encrypt_inout_detached(&Nonce::default(), &way.aad(), text.as_mut_slice().into()).unwrap();
    let bytes: Vec<u8> = text.into_iter().chain(tag).collect();
    let encrypted = EncryptedShare::from_bytes(&bytes.try_into().unwrap()).unwrap();
    assert_eq!(way.open(&guardians[1].exchange, &encrypted).map(|_| ()), Err(ShareError::NotAShare));
}

#[test]
fn what_is_bound_to_a_share_is_its_village_attempt_and_way() {
    let (guardians, context) = (guardians(3, 2), sha256(b"village"));
    let way = ShareChannel { attempt: 7, ..channel(&context, &guardians[1], &guardians[2]) };
    let numbers = [7_u64, 2, 3].map(u64::to_be_bytes).concat();
    assert_eq!(way.aad(), [context.as_bytes().as_slice(), &numbers].concat());
    let share = SecretScalar::from_bytes(&[0; 32]).unwrap();
    let sealed = way.seal(&guardians[1].exchange, &share).unwrap();
    assert_eq!(format!("{sealed:?}"), format!("EncryptedShare({})", canonical::hex::encode(&sealed.to_bytes())));
}

#[test]
fn a_guardians_number_is_written_as_it_was_read() {
    let number = GuardianNumber::try_from(5).unwrap();
    assert_eq!((u32::from(number), number.to_string()), (5, "5".to_owned()));
}
