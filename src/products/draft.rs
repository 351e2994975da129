//! What the form of a product holds before it is accepted: raw text, so that nothing typed is lost.

use super::model::{Product, ProductInput, Tier, Visibility};
use super::rules::{TIERS, check_product, tidy_product};
use crate::catalog::draft::{Pairs, read_visibility, write_visibility};
use crate::kernel::ids::ApiId;
use crate::kernel::{Checks, FieldError, Message};

/// The name of the checkboxes of APIs.
pub const APIS: &str = "apis";
/// How many empty rows follow those of the tiers.
const EMPTY: usize = 2;

/// The form of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProductDraft {
    /// What commands and addresses call it.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Markdown.
    pub description: String,
    /// Markdown.
    pub terms: String,
    /// Whether anybody but administrators may see it.
    pub published: bool,
    /// Whether calls need a subscription.
    pub requires_subscription: bool,
    /// Whether an administrator has to approve subscriptions.
    pub requires_approval: bool,
    /// How many subscriptions a person may have; empty for any number.
    pub subscription_limit: String,
    /// Who may see it once it is published.
    pub visibility: Visibility,
    /// The ids of its APIs.
    pub apis: Vec<String>,
    /// The rows of its tiers.
    pub tiers: Vec<TierDraft>,
    /// The revision that the form was filled from; empty for a new product.
    pub revision: String,
}

/// The row of a tier. One without any text is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TierDraft {
    /// Its id; empty for a new one.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it costs.
    pub price: String,
    /// `5/1m`; empty for no limit.
    pub rate_limit: String,
    /// `100/7d`; empty for no limit.
    pub quota: String,
}

impl TierDraft {
    fn is_blank(&self) -> bool {
        [&self.name, &self.price, &self.rate_limit, &self.quota].iter().all(|text| text.trim().is_empty())
    }

    fn set(&mut self, field: &str, value: &str) {
        let place = match field {
            "id" => &mut self.id,
            "name" => &mut self.name,
            "price" => &mut self.price,
            "rate_limit" => &mut self.rate_limit,
            "quota" => &mut self.quota,
            _ => return,
        };
        value.clone_into(place);
    }
}

/// The name of the field `field` of the tier in row `number`.
#[must_use]
pub fn tier_field(number: usize, field: &str) -> String {
    format!("tiers.{number}.{field}")
}

impl ProductDraft {
    /// The form for a new product, with what it proposes.
    #[must_use]
    pub fn new() -> Self {
        Self { published: true, requires_subscription: true, ..Self::default() }
    }

    /// The draft that a form was submitted with. One row more than fits is kept, so that the surplus can be told.
    #[must_use]
    pub fn from_pairs(pairs: &[(String, String)]) -> Self {
        let mut draft = Self { visibility: read_visibility(pairs), ..Self::default() };
        for (name, value) in pairs {
            // Browsers send line breaks as CR LF (WHATWG HTML, form submission).
            let text = || value.replace("\r\n", "\n");
            match name.as_str() {
                "id" => draft.id = text(),
                "name" => draft.name = text(),
                "description" => draft.description = text(),
                "terms" => draft.terms = text(),
                "published" => draft.published = true,
                "requires_subscription" => draft.requires_subscription = true,
                "requires_approval" => draft.requires_approval = true,
                "subscription_limit" => draft.subscription_limit = text(),
                "revision" => draft.revision = text(),
                APIS => draft.apis.extend(Some(text()).filter(|api| !api.is_empty())),
                name => draft.set_tier(name, value),
            }
        }
        draft
    }

    fn set_tier(&mut self, name: &str, value: &str) {
        let mut parts = name.splitn(3, '.');
        let (Some("tiers"), Some(Ok(number)), Some(field)) =
            (parts.next(), parts.next().map(str::parse::<usize>), parts.next())
        else {
            return;
        };
        if number > TIERS + EMPTY {
            return;
        }
        while self.tiers.len() <= number {
            self.tiers.push(TierDraft::default());
        }
        if let Some(tier) = self.tiers.get_mut(number) {
            tier.set(field, value);
        }
    }

    /// The pairs that a form with this in it submits.
    #[must_use]
    pub fn to_pairs(&self) -> Pairs {
        let mut pairs: Pairs = [
            ("id", &self.id),
            ("name", &self.name),
            ("description", &self.description),
            ("terms", &self.terms),
            ("subscription_limit", &self.subscription_limit),
            ("revision", &self.revision),
        ]
        .map(|(name, value)| (name.to_owned(), value.clone()))
        .into();
        for (name, is_ticked) in [
            ("published", self.published),
            ("requires_subscription", self.requires_subscription),
            ("requires_approval", self.requires_approval),
        ] {
            if is_ticked {
                pairs.push((name.to_owned(), "on".to_owned()));
            }
        }
        write_visibility(&self.visibility, &mut pairs);
        pairs.extend(self.apis.iter().map(|api| (APIS.to_owned(), api.clone())));
        for (number, tier) in self.tiers.iter().enumerate() {
            for (field, value) in [
                ("id", &tier.id),
                ("name", &tier.name),
                ("price", &tier.price),
                ("rate_limit", &tier.rate_limit),
                ("quota", &tier.quota),
            ] {
                pairs.push((tier_field(number, field), value.clone()));
            }
        }
        pairs
    }

    /// The rows that the form shows: those of the tiers, and some to fill in.
    #[must_use]
    pub fn rows(&self) -> Vec<TierDraft> {
        let mut rows: Vec<TierDraft> = self.tiers.iter().filter(|tier| !tier.is_blank()).cloned().collect();
        let wanted = (rows.len() + EMPTY).min(TIERS).max(self.tiers.len());
        // What came back keeps its place, for the complaints name it.
        if rows.len() != self.tiers.len() {
            rows.clone_from(&self.tiers);
        }
        rows.resize_with(wanted.max(rows.len()), TierDraft::default);
        rows
    }

    /// What is to be saved.
    ///
    /// # Errors
    /// The complaints about fields.
    pub fn check(&self) -> Result<ProductInput, Vec<FieldError>> {
        let mut checks = Checks::new();
        let subscription_limit = match self.subscription_limit.trim() {
            "" => None,
            text => checks.take("subscription_limit", text.parse().map_err(|_| Message::NotAnInteger)),
        };
        let mut tiers = Vec::new();
        let mut numbers = Vec::new();
        for (number, tier) in self.tiers.iter().enumerate().filter(|(_, tier)| !tier.is_blank()) {
            let rate_limit = parse(&tier.rate_limit, Message::NotARateLimit);
            let quota = parse(&tier.quota, Message::NotAQuota);
            tiers.push(Tier {
                id: Some(tier.id.clone().into()).filter(|_| !tier.id.is_empty()),
                name: tier.name.clone(),
                price: tier.price.clone(),
                rate_limit: checks.take(tier_field(number, "rate_limit"), rate_limit).flatten(),
                quota: checks.take(tier_field(number, "quota"), quota).flatten(),
            });
            numbers.push(number);
        }
        let input = tidy_product(ProductInput {
            id: self.id.clone().into(),
            name: self.name.clone(),
            description: self.description.clone(),
            terms: self.terms.clone(),
            published: self.published,
            requires_subscription: self.requires_subscription,
            requires_approval: self.requires_approval,
            subscription_limit,
            visibility: self.visibility.clone(),
            apis: self.apis.iter().cloned().map(ApiId::from).collect(),
            tiers,
        });
        for FieldError { field, message } in check_product(&input) {
            checks.complain(in_form(&field, &numbers), message);
        }
        let complaints = checks.into_fields();
        if complaints.is_empty() { Ok(input) } else { Err(complaints) }
    }

    /// The revision that the form was filled from. One that is not a number was never given out.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision.parse().unwrap_or(i64::MIN)
    }
}

impl From<&Product> for ProductDraft {
    fn from(product: &Product) -> Self {
        let input = &product.input;
        let tier = |tier: &Tier| TierDraft {
            id: tier.id.as_ref().map(ToString::to_string).unwrap_or_default(),
            name: tier.name.clone(),
            price: tier.price.clone(),
            rate_limit: tier.rate_limit.map(|limit| limit.to_string()).unwrap_or_default(),
            quota: tier.quota.map(|quota| quota.to_string()).unwrap_or_default(),
        };
        Self {
            id: input.id.to_string(),
            name: input.name.clone(),
            description: input.description.clone(),
            terms: input.terms.clone(),
            published: input.published,
            requires_subscription: input.requires_subscription,
            requires_approval: input.requires_approval,
            subscription_limit: input.subscription_limit.map(|most| most.to_string()).unwrap_or_default(),
            visibility: input.visibility.clone(),
            apis: input.apis.iter().map(ToString::to_string).collect(),
            tiers: input.tiers.iter().map(tier).collect(),
            revision: product.revision.to_string(),
        }
    }
}

/// The field of the form that `field`, of the tiers without blank rows, stands for.
fn in_form(field: &str, numbers: &[usize]) -> String {
    let mut parts = field.splitn(3, '.');
    let row = match (parts.next(), parts.next().map(str::parse::<usize>), parts.next()) {
        (Some("tiers"), Some(Ok(at)), Some(rest)) => numbers.get(at).map(|number| tier_field(*number, rest)),
        _ => None,
    };
    row.unwrap_or_else(|| field.to_owned())
}

fn parse<T: std::str::FromStr>(text: &str, otherwise: Message) -> Result<Option<T>, Message> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| otherwise),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tier(name: &str, rate_limit: &str, quota: &str) -> TierDraft {
        TierDraft {
            name: name.to_owned(),
            rate_limit: rate_limit.to_owned(),
            quota: quota.to_owned(),
            ..TierDraft::default()
        }
    }

    #[test]
    fn complaints_stand_at_the_rows_of_the_form() {
        let draft = ProductDraft {
            id: "a".to_owned(),
            name: "A".to_owned(),
            subscription_limit: "x".to_owned(),
            tiers: vec![tier("One", "5/1m", ""), tier("", "", ""), tier("one", "often", "100"), tier("", "1/1m", "")],
            ..ProductDraft::new()
        };
        let complaints = draft.check().unwrap_err();
        let complaints: Vec<_> = complaints.iter().map(|error| (error.field.as_str(), &error.message)).collect();
        assert_eq!(
            complaints,
            [
                ("subscription_limit", &Message::NotAnInteger),
                ("tiers.2.rate_limit", &Message::NotARateLimit),
                ("tiers.2.quota", &Message::NotAQuota),
                ("tiers.2.name", &Message::Taken),
                ("tiers.3.name", &Message::Required),
            ]
        );
        assert_eq!(draft.rows().len(), 5);
    }

    #[test]
    fn blank_rows_are_no_tiers() {
        let draft = ProductDraft {
            id: " a ".to_owned(),
            name: "A".to_owned(),
            subscription_limit: " 2 ".to_owned(),
            tiers: vec![tier("", " ", ""), tier(" One ", "60/60m", "500KB/7d")],
            ..ProductDraft::new()
        };
        let input = draft.check().unwrap();
        assert_eq!((input.id.as_str(), input.subscription_limit, input.tiers.len()), ("a", Some(2), 1));
        assert_eq!(input.tiers[0].rate_limit.unwrap().to_string(), "60/1h");
    }

    proptest! {
        #[test]
        fn a_draft_survives_its_form(
            texts in proptest::collection::vec("[^\r]{0,8}", 6),
            ticks in any::<[bool; 3]>(),
            apis in proptest::collection::vec("[a-z]{1,4}", 0..3),
            tiers in proptest::collection::vec("[^\r]{0,8}", 0..5),
        ) {
            let draft = ProductDraft {
                id: texts[0].clone(),
                name: texts[1].clone(),
                description: texts[2].clone(),
                terms: texts[3].clone(),
                subscription_limit: texts[4].clone(),
                revision: texts[5].clone(),
                published: ticks[0],
                requires_subscription: ticks[1],
                requires_approval: ticks[2],
                apis,
                tiers: tiers.iter().map(|text| tier(text, "5/1m", text)).collect(),
                visibility: Visibility::default(),
            };
            prop_assert_eq!(ProductDraft::from_pairs(&draft.to_pairs()), draft);
        }
    }
}
