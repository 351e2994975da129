//! What recipes for R call besides libraries.

/// The functions that programs call; each may call those before it.
pub(super) const FUNCTIONS: [(&str, &str); 10] = [
    (
        "said",
        r#"
said <- function(response) {
  body <- rawToChar(response$body)
  Encoding(body) <- "UTF-8"
  body
}
"#,
    ),
    (
        "read",
        r"
# What a body says: the JSON that it is, otherwise its text; NULL if it is empty.
read <- function(body) {
  if (!nzchar(trimws(body))) return(NULL)
  value <- tryCatch(jsonlite::parse_json(body, bigint_as_char = TRUE), error = function(error) body)
  # An id such as 12e34 is no number.
  if (is.double(value)) trimws(body) else value
}
",
    ),
    (
        "json",
        r#"
json <- function(value) {
  as.character(jsonlite::toJSON(value, auto_unbox = TRUE, null = "null", digits = NA))
}
"#,
    ),
    (
        "in_quotes",
        r"
in_quotes <- function(text) {
  quoted <- json(text)
  substr(quoted, 2, nchar(quoted) - 1)
}
",
    ),
    (
        "find",
        r#"
# What the path leads to in the value; NULL if there is nothing.
find <- function(value, ...) {
  for (step in c(...)) {
    if (!is.list(value)) return(NULL)
    if (is.null(names(value))) {
      place <- if (grepl("^[0-9]{1,9}$", step)) as.integer(step) + 1 else 0
      value <- if (place >= 1 && place <= length(value)) value[[place]]
    } else {
      value <- value[[step]]
    }
  }
  value
}
"#,
    ),
    (
        "text",
        r#"
# The text of what the path leads to in the value.
text <- function(value, ...) {
  value <- find(value, ...)
  if (is.null(value)) "null" else if (is.character(value)) value else json(value)
}
"#,
    ),
    (
        "need",
        r#"
need <- function(value, what) {
  if (is.null(value)) stop(what, " has no value", call. = FALSE)
  value
}
"#,
    ),
    (
        "same",
        r"
same <- function(left, right) tolower(left) == tolower(right)
",
    ),
    (
        "number",
        r"
number <- function(text) suppressWarnings(as.numeric(text))
",
    ),
    (
        "is_true",
        r#"
is_true <- function(text) !(tolower(text) %in% c("", "0", "false", "null"))
"#,
    ),
];
