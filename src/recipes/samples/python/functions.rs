//! What recipes for Python call besides libraries.

/// The functions that programs call; each may call those before it.
pub(super) const FUNCTIONS: [(&str, &str); 7] = [
    (
        "read",
        r#"

def read(body):
    """What a body says: the JSON that it is, otherwise its text; None if it is empty."""
    try:
        value = json.loads(body)
        # An id such as 12e34 is no number.
        return body.strip() if isinstance(value, float) else value
    except ValueError:
        return body if body.strip() else None
"#,
    ),
    (
        "find",
        r#"

def find(value, *path):
    """What the path leads to in the value; None if there is nothing."""
    for step in path:
        if isinstance(value, list):
            value = value[int(step)] if step.isdecimal() and int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value
"#,
    ),
    (
        "text",
        r#"

def text(value, *path):
    """The text of what the path leads to in the value."""
    value = find(value, *path)
    return value if isinstance(value, str) else json.dumps(value)
"#,
    ),
    (
        "need",
        r#"

def need(value, what):
    if value is None:
        sys.exit(what + " has no value")
    return value
"#,
    ),
    (
        "same",
        r#"

def same(left, right):
    return left.lower() == right.lower()
"#,
    ),
    (
        "number",
        r#"

def number(text):
    try:
        return float(text)
    except ValueError:
        return float("nan")
"#,
    ),
    (
        "is_true",
        r#"

def is_true(text):
    return text.lower() not in ("", "0", "false", "null")
"#,
    ),
];
