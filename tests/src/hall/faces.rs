//! Photographs of people who do not exist, drawn from a number.

use crate::sim::SimResult;

const WIDTH: u32 = 240;
const HEIGHT: u32 = 300;

type Colour = [u8; 3];

const SKINS: [Colour; 5] = [[141, 90, 58], [197, 140, 98], [168, 111, 72], [217, 167, 124], [111, 69, 44]];
const COATS: [Colour; 5] = [[11, 93, 30], [18, 58, 122], [122, 42, 18], [90, 26, 106], [93, 84, 16]];
const WALL: Colour = [215, 227, 234];
const DARK: Colour = [26, 26, 26];

/// The face of a candidate as PNG.
///
/// # Errors
/// Never for a picture of this size.
pub(super) fn photograph(number: u32) -> SimResult<Vec<u8>> {
    let pixels: Vec<u8> = (0..HEIGHT).flat_map(|y| (0..WIDTH).flat_map(move |x| colour(number, i64::from(x), i64::from(y)))).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(file)
}

/// From front to back: eyes, mouth, hair, face, coat, wall.
fn colour(number: u32, x: i64, y: i64) -> Colour {
    let within = |cx: i64, cy: i64, rx: i64, ry: i64| ((x - cx) * ry).pow(2) + ((y - cy) * rx).pow(2) < (rx * ry).pow(2);
    let pick = |list: [Colour; 5]| list.get(number as usize % list.len()).copied().unwrap_or(DARK);
    let eyes = within(98, 128, 8, 8) || within(142, 128, 8, 8);
    let mouth = within(120, 160, 24, 10) && !within(120, 154, 26, 10);
    let hair = within(120, 96, 66, 56) && y < 104 + i64::from(number % 3) * 4;
    if eyes || mouth || hair {
        DARK
    } else if within(120, 130, 62, 76) {
        pick(SKINS)
    } else if within(120, 310, 104, 100) {
        pick(COATS)
    } else {
        WALL
    }
}
