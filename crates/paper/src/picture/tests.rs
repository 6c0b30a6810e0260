use super::*;

const JPEG: &[u8] = include_bytes!("../../tests/pictures/face.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../../tests/pictures/face-progressive.jpg");
const PNG: &[u8] = include_bytes!("../../tests/pictures/face.png");

fn png(width: u32, height: u32, color: png::ColorType, bytes: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(color);
    encoder.write_header().unwrap().write_image_data(bytes).unwrap();
    file
}

fn share_of_black(bitmap: &Bitmap) -> f64 {
    let black: u32 = bitmap.runs().iter().map(|run| run.2).sum();
    f64::from(black) / f64::from(bitmap.width() * bitmap.height())
}

#[test]
fn photos_of_every_kind_fill_their_room_and_look_alike() {
    for file in [JPEG, PROGRESSIVE, PNG] {
        let dots = Picture::read(file).unwrap().to_bitmap();
        assert_eq!((dots.width(), dots.height()), (280, 350));
        assert!((0.3..0.5).contains(&share_of_black(&dots)), "{}", share_of_black(&dots));
    }
}

#[test]
fn grey_becomes_its_share_of_dots() {
    for grey in [0_u8, 64, 128, 200, 255] {
        let dots = Picture::read(&png(1, 1, png::ColorType::Grayscale, &[grey])).unwrap().to_bitmap();
        let wanted = 1.0 - f64::from(grey) / 255.0;
        assert!((share_of_black(&dots) - wanted).abs() < 0.01, "{grey}: {}", share_of_black(&dots));
    }
}

#[test]
fn what_is_transparent_is_white() {
    for (color, bytes) in [(png::ColorType::Rgba, vec![0, 0, 0, 0]), (png::ColorType::GrayscaleAlpha, vec![0, 0])] {
        assert_eq!(share_of_black(&Picture::read(&png(1, 1, color, &bytes)).unwrap().to_bitmap()), 0.0);
    }
    assert_eq!(share_of_black(&Picture::read(&png(1, 1, png::ColorType::Rgb, &[0, 0, 0])).unwrap().to_bitmap()), 1.0);
}

#[test]
fn a_very_wide_or_high_picture_keeps_at_least_one_row_or_column() {
    for (width, height, expected) in [(3_000, 1, (280, 1)), (1, 3_000, (1, 360))] {
        let dots = Picture::read(&png(width, height, png::ColorType::Grayscale, &vec![0; 3_000])).unwrap().to_bitmap();
        assert_eq!((dots.width(), dots.height()), expected);
    }
}

#[test]
fn a_file_that_is_too_big_or_no_picture_is_refused_by_name() {
    assert_eq!(Picture::read(&vec![0xff; MAX_PICTURE_BYTES + 1]), Err(PictureError::Bytes(MAX_PICTURE_BYTES + 1)));
    assert_eq!(Picture::read(b"GIF89a"), Err(PictureError::Format));
    assert_eq!(Picture::read(b""), Err(PictureError::Format));
}

#[test]
fn a_small_file_that_asks_for_many_pixels_is_refused_before_they_are_decoded() {
    let mut jpeg = JPEG.to_vec();
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xf0, 0, 0xf0, 0]);
    assert!(matches!(Picture::read(&jpeg), Err(PictureError::Pixels(0xf000, 0xf000) | PictureError::Damaged(_))));
    let wide = png(4_000, 3_001, png::ColorType::Grayscale, &vec![0; 4_000 * 3_001]);
    assert_eq!(Picture::read(&wide), Err(PictureError::Pixels(4_000, 3_001)));
}

#[test]
fn a_file_that_is_cut_off_never_panics_and_is_mostly_refused() {
    for file in [JPEG, PROGRESSIVE, PNG] {
        let read = (0..file.len()).step_by(61).filter(|end| Picture::read(&file[..*end]).is_ok()).count();
        assert!(read < file.len() / 122, "{read} beginnings of {} bytes read", file.len());
    }
}

#[test]
fn a_file_with_a_changed_byte_never_panics() {
    let mut changed = 0;
    for file in [JPEG, PROGRESSIVE, PNG] {
        for at in (0..file.len()).step_by(37) {
            let mut file = file.to_vec();
            file[at] ^= 0x55;
            changed += usize::from(Picture::read(&file) != Picture::read(JPEG));
        }
    }
    assert!(changed > 100);
}
