//! The pages of second factors: what somebody has, setting an app up, recovery codes, and the question when signing in.

mod app_section;
mod ceremony;
mod code_page;
mod codes_section;
mod fields;
mod passkey_button;
mod passkey_row;
mod passkeys_section;
mod picture;
mod recovery_codes_page;
mod security_page;
mod set_up_app_page;

pub use code_page::CodePage;
pub(super) use passkey_button::PasskeyButton;
pub use recovery_codes_page::RecoveryCodesPage;
pub use security_page::SecurityPage;
pub use set_up_app_page::SetUpAppPage;
