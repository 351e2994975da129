//! The part of an API's form about the products that it is in.

use super::fields::Pairs;
use crate::kernel::ids::ProductId;

/// The name of the checkboxes. A hidden field of that name, without a value, tells a form on which nothing is ticked from
/// one that does not ask.
pub const FIELD: &str = "products";

/// What a form says; `None` where it does not ask.
#[must_use]
pub fn read(pairs: &[(String, String)]) -> Option<Vec<ProductId>> {
    let mut ticked = pairs.iter().filter(|(name, _)| name == FIELD).map(|(_, value)| value).peekable();
    ticked.peek()?;
    Some(ticked.filter(|value| !value.is_empty()).cloned().map(ProductId::from).collect())
}

/// The pairs of a form that says it.
pub fn write(products: Option<&[ProductId]>, pairs: &mut Pairs) {
    if let Some(products) = products {
        let values = std::iter::once("").chain(products.iter().map(ProductId::as_str));
        pairs.extend(values.map(|value| (FIELD.to_owned(), value.to_owned())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_ticked_is_told_from_what_is_not_asked() {
        for products in [None, Some(Vec::new()), Some(vec![ProductId::from("starter".to_owned())])] {
            let mut pairs = Pairs::new();
            write(products.as_deref(), &mut pairs);
            assert_eq!(read(&pairs), products);
        }
    }
}
