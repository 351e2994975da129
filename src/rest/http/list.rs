//! Lists, a part at a time.

use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{Arguments, Problem};
use crate::kernel::{Page, PageRequest};

/// How many items are given when nobody says.
pub(in crate::rest) const USUAL: u32 = 50;
/// The longest cursor, in characters.
const CURSOR: usize = 20;
/// The last part that a cursor leads to.
const LAST: u32 = 999_999_999;

/// Which part of a list is asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes parameters that are read by name")]
pub struct Position {
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// Where to go on: `next` of the part before. It keeps the limit of that part.
    #[param(max_length = 20, pattern = "^[1-9][0-9]{0,8}-([1-9][0-9]?|1[0-9][0-9]|200)$")]
    cursor: Option<String>,
}

impl Position {
    /// The page that the arguments ask for.
    ///
    /// # Errors
    /// 400 at `limit` and `cursor`.
    pub fn read(arguments: &Arguments) -> Result<PageRequest, Problem> {
        let limit = arguments.number("limit", PageRequest::LARGEST)?;
        let Some(cursor) = arguments.text("cursor", CURSOR)? else {
            return Ok(PageRequest::new(1, limit.unwrap_or(USUAL)));
        };
        parse(cursor).ok_or_else(|| Problem::parameter("cursor", "the value of next was expected"))
    }
}

/// A part of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<T> {
    /// The items of this part.
    pub items: Vec<T>,
    /// The cursor of the part behind it; null at the end.
    pub next: Option<String>,
}

impl<T> List<T> {
    /// A page as a part of a list.
    pub fn of<F>(page: Page<F>, item: impl Fn(F) -> T) -> Self {
        let next = (page.request.number < page.last()).then(|| write(page.request));
        Self { items: page.items.into_iter().map(item).collect(), next }
    }

    /// The part of a list that is at hand as a whole.
    pub fn cut(whole: Vec<T>, request: PageRequest) -> Self {
        let total = u64::try_from(whole.len()).unwrap_or(u64::MAX);
        let offset = usize::try_from(request.offset()).unwrap_or(usize::MAX);
        let size = usize::try_from(request.size).unwrap_or(usize::MAX);
        let items = whole.into_iter().skip(offset).take(size).collect();
        Self::of(Page { items, total, request }, |item| item)
    }
}

/// A part's number and size. What it is made of is nobody's business, but the document can say what it looks like.
fn write(request: PageRequest) -> String {
    format!("{}-{}", request.number.saturating_add(1), request.size)
}

fn parse(cursor: &str) -> Option<PageRequest> {
    let (number, size) = cursor.split_once('-')?;
    let request = PageRequest::new(number.parse().ok()?, size.parse().ok()?);
    // Only as we would have written it.
    let is_ours = cursor == format!("{}-{}", request.number, request.size) && request.number <= LAST;
    is_ours.then_some(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_on_and_nothing_else_is_one() {
        let request = PageRequest::new(3, 20);
        assert_eq!(parse(&write(request)), Some(PageRequest::new(4, 20)));
        for wrong in ["", "x", "ż", "-", "0-20", "1-0", "1-201", "01-20", "+1-20", "1000000000-20", "1-20-"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_last_part_has_no_next() {
        let part = |number| List::cut((0..5).collect(), PageRequest::new(number, 2));
        assert_eq!((part(1).items, part(1).next.is_some()), (vec![0, 1], true));
        assert_eq!((part(3).items, part(3).next), (vec![4], None));
        assert_eq!((part(u32::MAX).items, part(9).next), (vec![], None));
    }
}
