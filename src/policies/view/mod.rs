//! The publisher's pages of policies.

mod add_policy;
mod control;
mod delete_policy_page;
mod effective_list;
mod heading;
mod new_policy_page;
mod policies_page;
mod policy_form;
mod policy_page;
mod scope_of_page;
mod section_list;
mod texts;

pub use delete_policy_page::DeletePolicyPage;
pub use effective_list::EffectivePolicies;
pub use new_policy_page::NewPolicyPage;
pub use policies_page::PoliciesPage;
pub use policy_page::PolicyPage;
