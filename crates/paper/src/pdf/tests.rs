use super::*;
use crate::set::Item;
use std::rc::Rc;

fn line(height: u32, words: &str) -> Piece {
    let text = Item::Text { x: 0, base: height, size: height, weight: Weight::Regular, ink: Ink::Black, text: words.to_owned() };
    Piece { height, items: vec![text], ..Piece::default() }
}

fn title(height: u32, words: &str) -> Piece {
    Piece { keeps_next: true, ..line(height, words) }
}

/// The words of every page with the places of their upper edges.
fn words(pages: &[Page]) -> Vec<Vec<(String, u32)>> {
    let word = |item: &Item| if let Item::Text { text, .. } = item { text.clone() } else { String::new() };
    let of = |piece: &Piece| piece.items.iter().map(word).collect::<Vec<_>>().join(" ");
    pages.iter().map(|page| page.iter().map(|(piece, y)| (of(piece), *y)).collect()).collect()
}

fn page(lines: &[(&str, u32)]) -> Vec<(String, u32)> {
    lines.iter().map(|(words, y)| ((*words).to_owned(), *y)).collect()
}

#[test]
fn a_piece_that_does_not_fit_any_more_stands_on_the_next_page() {
    let pages = paged(vec![line(40, "a"), line(50, "b"), line(20, "c")], 100);
    assert_eq!(words(&pages), [page(&[("a", 0), ("b", 40)]), page(&[("c", 0)])]);
}

#[test]
fn a_title_goes_with_what_it_heads_and_an_empty_line_with_what_follows() {
    let pages = paged(vec![line(60, "a"), title(20, "t"), Piece::space(5), line(30, "b")], 100);
    assert_eq!(words(&pages), [page(&[("a", 0)]), page(&[("t", 0), ("", 20), ("b", 25)])]);
    let pages = paged(vec![line(80, "a"), Piece::space(10), line(30, "b")], 100);
    assert_eq!(words(&pages), [page(&[("a", 0)]), page(&[("b", 0)])]);
}

#[test]
fn a_table_begins_every_page_with_its_head() {
    let head = title(10, "head");
    let shared = Rc::new(head.clone());
    let row = |words: &str| Piece { head: Some(Rc::clone(&shared)), ..line(30, words) };
    let pages = paged(vec![line(50, "a"), head, row("1"), row("2"), row("3"), row("4"), row("5")], 100);
    assert_eq!(
        words(&pages),
        [
            page(&[("a", 0), ("head", 50), ("1", 60)]),
            page(&[("head", 0), ("2", 10), ("3", 40), ("4", 70)]),
            page(&[("head", 0), ("5", 10)])
        ]
    );
}

#[test]
fn a_piece_higher_than_a_page_is_parted_between_its_lines_and_loses_none() {
    let lines: Vec<Item> =
        (0..9).flat_map(|at| line(30, &at.to_string()).items.into_iter().map(move |item| item.moved(0, at * 30))).collect();
    let pages = paged(vec![Piece { height: 270, items: lines, ..Piece::default() }], 100);
    assert!(pages.len() > 2);
    assert_eq!(words(&pages).concat().iter().map(|(words, _)| words.clone()).collect::<Vec<_>>().join(" "), "0 1 2 3 4 5 6 7 8");
    assert!(pages.iter().flatten().all(|(piece, y)| y + piece.items.iter().map(Item::bottom).max().unwrap() <= 110));
}

#[test]
fn a_group_higher_than_a_page_is_set_piece_by_piece() {
    let pages = paged(vec![title(60, "a"), title(60, "b"), line(60, "c")], 100);
    assert_eq!(pages.len(), 3);
}

#[test]
fn no_pieces_are_one_empty_page() {
    assert_eq!(paged(Vec::new(), 100).len(), 1);
}
