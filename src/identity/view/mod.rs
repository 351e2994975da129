//! Pages and components of the room.

mod account_page;
pub mod admin;
mod again_form;
mod close_page;
mod confirm_page;
mod fields;
mod identities;
mod mail_sent_page;
mod narrow;
mod new_account_fields;
mod new_password_page;
mod password_form;
mod provider_buttons;
mod provider_texts;
mod reset_page;
mod security;
mod sessions_page;
mod setup_page;
mod sign_in_page;
mod sign_up_page;
mod tokens_page;

pub use account_page::AccountPage;
pub use close_page::CloseAccountPage;
pub use confirm_page::ConfirmPage;
pub use mail_sent_page::MailSentPage;
pub use new_password_page::NewPasswordPage;
pub use reset_page::ResetPage;
pub use security::{CodePage, RecoveryCodesPage, SecurityPage, SetUpAppPage};
pub use sessions_page::SessionsPage;
pub use setup_page::SetupPage;
pub use sign_in_page::SignInPage;
pub use sign_up_page::SignUpPage;
pub use tokens_page::TokensPage;
