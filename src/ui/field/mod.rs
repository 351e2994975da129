//! Form fields: a label, a control, a hint and the complaint about it, tied together for assistive technology.

mod checkbox;
mod frame;
mod select;
mod text;
mod text_area;

pub use checkbox::Checkbox;
pub use frame::{FieldFrame, describedby, field_id};
pub use select::SelectField;
pub use text::TextField;
pub use text_area::{TextArea, content as text_area_content};
